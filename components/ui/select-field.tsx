import type { ComponentProps } from "react";
import { describedBy, Field, type FieldText } from "#components/ui/field.tsx";

export type SelectOption = { value: string; label: string };
export type SelectGroup = { label: string; options: SelectOption[] };

type SelectFieldProps = FieldText &
  Omit<ComponentProps<"select">, "id" | "className" | "children"> & {
    options: (SelectOption | SelectGroup)[];
    /** Stands first with an empty value: "Choose a system". */
    placeholder?: string;
  };

/** One of many: the browser's own list, which phones and screen readers know best. */
export function SelectField(props: SelectFieldProps) {
  const { id, label, hint, error, optional, options, placeholder, ...select } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <select
        {...select}
        {...describedBy({ id, hint, error })}
        name={select.name ?? id}
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
