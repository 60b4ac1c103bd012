"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";

/** Scrolls sideways where its content does not fit, and then the keyboard can reach it; otherwise it is no stop. */
export function ScrollRegion({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setScrolls(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={box}
      className={classNames("relative overflow-x-auto print:overflow-visible", className)}
      {...(scrolls && { role: "region", tabIndex: 0, "aria-label": label })}
    >
      {children}
    </div>
  );
}
