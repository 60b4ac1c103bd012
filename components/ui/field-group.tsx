import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { describedBy, type FieldText } from "#components/ui/field.tsx";

/** Several controls under one question. */
export function FieldGroup({
  id,
  label,
  hint,
  error,
  optional,
  children,
}: FieldText & { children: ReactNode }) {
  return (
    <fieldset
      aria-describedby={describedBy({ id, hint, error })["aria-describedby"]}
      className={classNames("mt-field max-w-144 min-w-0", error && "border-l-3 border-danger pl-4")}
    >
      {/* Floating takes the legend off the border, which would otherwise begin at its middle. */}
      <legend className="float-left w-full font-strong [&+*]:clear-both">
        {label}
        {optional && <span className="font-normal text-ink-muted"> (optional)</span>}
      </legend>
      {hint && (
        <p id={`${id}-hint`} className="text-small text-ink-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-small font-medium text-danger">
          <span className="sr-only">Error: </span>
          {error}
        </p>
      )}
      {children}
    </fieldset>
  );
}
