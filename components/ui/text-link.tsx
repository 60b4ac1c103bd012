import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";

type TextLinkProps = {
  href: string;
  /** `ink` sits in a text, `accent` asks to be pressed, `plain` has no line until pointed at. */
  tone?: "ink" | "accent" | "plain";
  className?: string;
  children: ReactNode;
};

/** A link in running text or in a list. Addresses outside the portal open as plain links. */
export function TextLink({ href, tone = "ink", className, children }: TextLinkProps) {
  const look = classNames(looks[tone], className) || undefined;
  if (!href.startsWith("/")) {
    return (
      <a href={href} rel="noreferrer" className={look}>
        {children}
      </a>
    );
  }
  return (
    <Link href={href} prefetch={false} className={look}>
      {children}
    </Link>
  );
}

const looks = {
  ink: "",
  accent: "text-accent decoration-accent/35",
  plain: "no-underline hover:underline",
};
