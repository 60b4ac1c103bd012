"use client";

import type { ComponentProps } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { describedBy, Field, type FieldText } from "#components/ui/field.tsx";
import { useField } from "#components/ui/form-context.ts";

type TextFieldProps = FieldText &
  Omit<ComponentProps<"input">, "id" | "className" | "defaultValue"> & {
    defaultValue?: string;
    /** Path of its fault, when that is not its name. */
    fault?: string;
    /** Keys, values and names of files are quoted in mono. */
    mono?: boolean;
    /** Short answers get a short box: the size tells what is expected. */
    width?: "full" | "half" | "short";
  };

/** One line of text. Its name is its id unless said otherwise. */
export function TextField(props: TextFieldProps) {
  const {
    id,
    label,
    hint,
    optional,
    mono,
    width = "full",
    fault,
    defaultValue,
    error: own,
    ...input
  } = props;
  const name = input.name ?? id;
  const { error, value } = useField({ name, fault, error: own, defaultValue });
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <input
        type="text"
        defaultValue={input.value === undefined ? value : undefined}
        {...input}
        {...describedBy({ id, hint, error })}
        name={name}
        className={classNames("control mt-1.5", mono && "font-mono", widths[width])}
      />
    </Field>
  );
}

const widths = { full: "", half: "max-w-72", short: "max-w-36" };
