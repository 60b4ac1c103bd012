import { classNames } from "#components/ui/class-names.ts";

export type ButtonVariant = "primary" | "plain" | "quiet" | "danger";
export type ButtonSize = "medium" | "tall";

/** 36 px at a desk and 44 px on a phone, or 44 px everywhere. */
export function buttonLook(variant: ButtonVariant, size: ButtonSize, wide = false): string {
  return classNames(base, sizes[size], variants[variant], wide && "w-full");
}

const base =
  "inline-flex items-center justify-center gap-2 rounded-control border font-medium no-underline " +
  "whitespace-nowrap max-md:whitespace-normal max-md:min-h-11 max-md:text-body py-1.25 " +
  "transition-colors duration-(--quick) ease-calm print:hidden";

const sizes: Record<ButtonSize, string> = { medium: "min-h-9 text-small", tall: "min-h-11 text-body" };

const variants: Record<ButtonVariant, string> = {
  primary:
    "px-3.5 border-accent bg-accent text-on-accent hover:bg-accent-strong hover:border-accent-strong hover:text-on-accent",
  plain: "px-3.5 border-control bg-paper text-ink hover:bg-wash hover:text-ink active:bg-wash-strong",
  quiet: "px-1.5 border-transparent text-accent hover:bg-accent-wash hover:text-accent",
  danger: "px-3.5 border-danger bg-paper text-danger hover:bg-danger-wash hover:text-danger",
};

/** A button that cannot act now stays readable and focusable, and says why. */
export const restingLook =
  "inline-flex items-center justify-center gap-2 rounded-control border border-rule-strong bg-wash font-medium " +
  "text-ink-muted cursor-not-allowed px-3.5 py-1.25 max-md:min-h-11 max-md:text-body print:hidden";
