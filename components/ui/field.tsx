import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";

export type FieldText = {
  /** Also the address of the field: the error summary links to `#id`. */
  id: string;
  label: string;
  hint?: ReactNode;
  /** How to mend it, in words. Its presence marks the field as wrong. */
  error?: string | null;
  /** Written behind the label; required fields carry no mark, optional ones say so. */
  optional?: boolean;
};

/** A labelled field: label, hint and error stand above the control, where a phone's keyboard does not cover them. */
export function Field({ id, label, hint, error, optional, children }: FieldText & { children: ReactNode }) {
  return (
    <div className={classNames("mt-field max-w-144 min-w-0", error && "border-l-3 border-danger pl-4")}>
      <label htmlFor={id} className="block font-strong">
        {label}
        {optional && <span className="font-normal text-ink-muted"> (optional)</span>}
      </label>
      {hint && (
        <span id={`${id}-hint`} className="block text-small text-ink-muted">
          {hint}
        </span>
      )}
      {error && (
        <span id={`${id}-error`} className="block text-small font-medium text-danger">
          <span className="sr-only">Error: </span>
          {error}
        </span>
      )}
      {children}
    </div>
  );
}

/** What ties a control to its hint and error. */
export function describedBy({ id, hint, error }: Pick<FieldText, "id" | "hint" | "error">) {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return { id, "aria-describedby": ids || undefined, "aria-invalid": error ? (true as const) : undefined };
}
