import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { describedBy, type FieldText } from "#components/ui/field.tsx";

export type ChoiceOption = { value: string; label: string; hint?: ReactNode };

type ChoiceFieldProps = Omit<FieldText, "optional"> & {
  name?: string;
  options: ChoiceOption[];
  defaultValue?: string;
  value?: string;
  onChange?: (value: string) => void;
  /** `two` sets short answers in two columns, `ruled` parts long ones by hairlines. */
  layout?: "list" | "two" | "ruled";
};

/** One of a few, all in sight: radio buttons under a question. */
export function ChoiceField(props: ChoiceFieldProps) {
  const { id, label, hint, error, name, options, defaultValue, value, onChange, layout = "list" } = props;
  return (
    <fieldset
      className={classNames("mt-field max-w-144 min-w-0", error && "border-l-3 border-danger pl-4")}
      aria-describedby={describedBy({ id, hint, error })["aria-describedby"]}
    >
      <legend className="font-strong">{label}</legend>
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
      <div className={classNames("mt-1", layout === "two" && "md:grid md:grid-cols-2 md:gap-x-6")}>
        {options.map((option, index) => (
          <label
            key={option.value}
            className={classNames(
              "flex cursor-pointer items-start gap-2.5 max-md:min-h-11",
              layout === "ruled"
                ? "border-b border-rule py-3.5 first:mt-1.5 first:border-t"
                : "py-1.5 max-md:py-2.5",
            )}
          >
            <input
              type="radio"
              className="pick mt-0.5"
              id={index === 0 ? id : undefined}
              name={name ?? id}
              value={option.value}
              aria-invalid={error ? true : undefined}
              defaultChecked={value === undefined ? option.value === defaultValue : undefined}
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
    </fieldset>
  );
}
