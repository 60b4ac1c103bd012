"use client";

import { lazy, type ReactNode, Suspense, useId, useRef, useState } from "react";
import { type ButtonVariant, buttonLook } from "#components/ui/button-look.ts";
import { classNames } from "#components/ui/class-names.ts";

export type MenuItem = {
  label: string;
  /** Goes there. Otherwise `onSelect` is called, which only a client component can give. */
  href?: string;
  onSelect?: () => void;
  /** Behind the label: a count, a key. */
  note?: string;
  current?: boolean;
  danger?: boolean;
};

type MenuProps = {
  label: ReactNode;
  /** When the label alone does not say of what: "More actions for C-43". */
  accessibleLabel?: string;
  items: MenuItem[];
  variant?: ButtonVariant;
  /** Replaces the look of the button. */
  className?: string;
};

/** A button that opens a list of links or actions. The list is fetched when a hand comes near. */
export function Menu({ label, accessibleLabel, items, variant = "plain", className }: MenuProps) {
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
        aria-label={accessibleLabel}
        aria-haspopup="menu"
        aria-expanded={open}
        className={classNames(className ?? buttonLook(variant, "medium"), open && "bg-wash-strong")}
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
