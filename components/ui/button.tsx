import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, buttonLook, restingLook } from "#components/ui/button-look.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Kbd } from "#components/ui/kbd.tsx";

export type ButtonProps = Omit<ComponentProps<"button">, "className" | "disabled"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  wide?: boolean;
  /** The single key that does the same; only shown, the page's Shortcuts listen. */
  shortcut?: string;
  /** Why it cannot act now: stands in the label, "Sign: 1 item unmarked". */
  disabledBecause?: string | null;
};

/** Says verb and thing: "Record change". One primary button per view. */
export function Button(props: ButtonProps) {
  const { variant = "plain", size = "medium", wide, shortcut, disabledBecause, children, ...rest } = props;
  if (disabledBecause) {
    // Not the disabled attribute: keyboard and screen reader must be able to find the reason.
    return (
      <button
        type="button"
        id={rest.id}
        aria-disabled="true"
        className={classNames(restingLook, size === "tall" ? "min-h-11 text-body" : "min-h-9 text-small")}
      >
        <span>
          {children}: {disabledBecause}
        </span>
      </button>
    );
  }
  return (
    <button
      type="button"
      {...rest}
      aria-keyshortcuts={shortcut}
      className={classNames(buttonLook(variant, size, wide), variant === "primary" && "on-accent")}
    >
      {children}
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </button>
  );
}
