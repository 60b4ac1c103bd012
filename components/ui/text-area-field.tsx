import type { ComponentProps } from "react";
import { describedBy, Field, type FieldText } from "#components/ui/field.tsx";

type TextAreaFieldProps = FieldText & Omit<ComponentProps<"textarea">, "id" | "className">;

/** Several lines; grows with what is written. */
export function TextAreaField({ id, label, hint, error, optional, ...area }: TextAreaFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <textarea
        {...area}
        {...describedBy({ id, hint, error })}
        name={area.name ?? id}
        className="control mt-1.5"
      />
    </Field>
  );
}
