import Link from "next/link";
import type { ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonLook } from "#components/ui/button-look.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Kbd } from "#components/ui/kbd.tsx";

type LinkButtonProps = {
  href: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  wide?: boolean;
  shortcut?: string;
  /** For files: the browser saves instead of opening, and nothing is fetched ahead. */
  download?: boolean;
  children: ReactNode;
};

/** Goes somewhere, looks like a button. */
export function LinkButton(props: LinkButtonProps) {
  const { href, variant = "plain", size = "medium", wide, shortcut, download, children } = props;
  const look = classNames(buttonLook(variant, size, wide), variant === "primary" && "on-accent");
  if (download) {
    return (
      <a href={href} download className={look}>
        {children}
      </a>
    );
  }
  return (
    <Link href={href} prefetch={false} aria-keyshortcuts={shortcut} className={look}>
      {children}
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </Link>
  );
}
