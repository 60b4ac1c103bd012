"use client";

import { lazy, Suspense, useId, useRef, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";

export type MenuItem = { label: string; href: string; current: boolean };

/** A button that opens a list of links. The list is fetched when a hand comes near. */
export function Menu({ label, items, className }: { label: string; items: MenuItem[]; className: string }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const show = () => {
    setWanted(true);
    setOpen(!open);
  };
  return (
    <>
      <button
        ref={button}
        id={id}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        className={classNames(className, open && "bg-wash-strong")}
        onPointerEnter={loadPopup}
        onFocus={loadPopup}
        onClick={show}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || open) return;
          event.preventDefault();
          show();
        }}
      >
        {label}
      </button>
      {wanted && (
        <Suspense fallback={null}>
          <MenuPopup labelledBy={id} anchor={button} items={items} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}

const loadPopup = () => {
  import("#components/ui/menu-popup.tsx");
};

const MenuPopup = lazy(() =>
  import("#components/ui/menu-popup.tsx").then((module) => ({ default: module.MenuPopup })),
);
