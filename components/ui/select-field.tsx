"use client";

import type { ComponentProps } from "react";
import { describedBy, Field, type FieldText } from "#components/ui/field.tsx";
import { useField } from "#components/ui/form-context.ts";

export type SelectOption = { value: string; label: string };
type SelectGroup = { label: string; options: SelectOption[] };

type SelectFieldProps = FieldText &
  Omit<ComponentProps<"select">, "id" | "className" | "children" | "defaultValue"> & {
    options: (SelectOption | SelectGroup)[];
    /** Stands first with an empty value: "Choose a system". */
    placeholder?: string;
    defaultValue?: string;
    fault?: string;
  };

/** One of many: the browser's own list, which phones and screen readers know best. */
export function SelectField(props: SelectFieldProps) {
  const {
    id,
    label,
    hint,
    optional,
    fault,
    options,
    placeholder,
    defaultValue,
    error: own,
    ...select
  } = props;
  const name = select.name ?? id;
  const { error, value } = useField({ name, fault, error: own, defaultValue });
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <select
        defaultValue={select.value === undefined ? value : undefined}
        {...select}
        {...describedBy({ id, hint, error })}
        name={name}
        className="control mt-1.5"
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((entry) =>
          "options" in entry ? (
            <optgroup key={entry.label} label={entry.label}>
              {entry.options.map(option)}
            </optgroup>
          ) : (
            option(entry)
          ),
        )}
      </select>
    </Field>
  );
}

function option({ value, label }: SelectOption) {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  );
}
