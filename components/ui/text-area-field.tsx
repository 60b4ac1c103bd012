"use client";

import type { ComponentProps } from "react";
import { describedBy, Field, type FieldText } from "#components/ui/field.tsx";
import { useField } from "#components/ui/form-context.ts";

type TextAreaFieldProps = FieldText &
  Omit<ComponentProps<"textarea">, "id" | "className" | "defaultValue"> & {
    defaultValue?: string;
    fault?: string;
  };

/** Several lines; grows with what is written. */
export function TextAreaField(props: TextAreaFieldProps) {
  const { id, label, hint, optional, fault, defaultValue, error: own, ...area } = props;
  const name = area.name ?? id;
  const { error, value } = useField({ name, fault, error: own, defaultValue });
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <textarea
        defaultValue={area.value === undefined ? value : undefined}
        {...area}
        {...describedBy({ id, hint, error })}
        name={name}
        className="control mt-1.5"
      />
    </Field>
  );
}
