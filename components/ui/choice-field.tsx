"use client";

import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";
import type { FieldText } from "#components/ui/field.tsx";
import { FieldGroup } from "#components/ui/field-group.tsx";
import { useField } from "#components/ui/form-context.ts";

type ChoiceOption = { value: string; label: string; hint?: ReactNode };

type ChoiceFieldProps = FieldText & {
  name?: string;
  fault?: string;
  options: ChoiceOption[];
  defaultValue?: string;
  value?: string;
  onChange?: (value: string) => void;
  /** `two` sets short answers in two columns, `ruled` parts long ones by hairlines. */
  layout?: "list" | "two" | "ruled";
};

/** One of a few, all in sight: radio buttons under a question. */
export function ChoiceField(props: ChoiceFieldProps) {
  const { id, label, hint, optional, name = id, fault, options, value, onChange, layout = "list" } = props;
  const field = useField({ name, fault, error: props.error, defaultValue: props.defaultValue });
  return (
    <FieldGroup id={id} label={label} hint={hint} optional={optional} error={field.error}>
      <div className={classNames("mt-1", layout === "two" && "md:grid md:grid-cols-2 md:gap-x-6")}>
        {options.map((option, index) => (
          <label
            key={option.value}
            className={classNames("flex cursor-pointer items-start gap-2.5 max-md:min-h-11", spaces[layout])}
          >
            <input
              type="radio"
              className="pick mt-0.5"
              // The summary leads to the first answer.
              id={index === 0 ? id : undefined}
              name={name}
              value={option.value}
              aria-invalid={field.error ? true : undefined}
              defaultChecked={value === undefined ? option.value === field.value : undefined}
              checked={value === undefined ? undefined : option.value === value}
              onChange={onChange && (() => onChange(option.value))}
            />
            <span>
              <span className={option.hint ? "font-medium" : undefined}>{option.label}</span>
              {option.hint && <span className="block text-small text-ink-muted">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

const spaces = {
  list: "py-1.5 max-md:py-2.5",
  two: "py-1.5 max-md:py-2.5",
  ruled: "border-b border-rule py-3.5 first:mt-1.5 first:border-t",
};
