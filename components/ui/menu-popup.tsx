"use client";

import { Menu } from "@base-ui/react/menu";
import Link from "next/link";
import type { RefObject } from "react";
import { classNames } from "#components/ui/class-names.ts";
import type { MenuItem } from "#components/ui/menu.tsx";

type MenuPopupProps = {
  labelledBy: string;
  anchor: RefObject<HTMLButtonElement | null>;
  items: MenuItem[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** The list that a Menu opens; in a file of its own so that it can be fetched late. */
export function MenuPopup({ labelledBy, anchor, items, open, onOpenChange }: MenuPopupProps) {
  return (
    <Menu.Root open={open} onOpenChange={onOpenChange}>
      <Menu.Portal container={anchor.current?.closest("main")}>
        <Menu.Positioner anchor={anchor} align="start" sideOffset={4} className="z-20 outline-none">
          <Menu.Popup
            aria-labelledby={labelledBy}
            finalFocus={anchor}
            className="max-h-(--available-height) min-w-44 overflow-y-auto rounded-panel bg-raised py-1 shadow-lift outline-none transition-opacity duration-(--calm) data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            {items.map(link)}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function link({ label, href, current }: MenuItem) {
  return (
    <Menu.LinkItem
      key={label}
      closeOnClick
      aria-current={current ? "true" : undefined}
      render={<Link href={href} prefetch={false} scroll={false} />}
      className={classNames(look, current && "font-strong")}
    >
      {label}
    </Menu.LinkItem>
  );
}

const look =
  "flex min-h-9 cursor-pointer items-center px-3 py-1.5 text-small text-ink no-underline outline-none hover:text-ink " +
  "max-md:min-h-11 max-md:text-body focus-visible:rounded-none focus-visible:shadow-none data-highlighted:bg-accent-wash";
