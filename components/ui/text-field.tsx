import type { ComponentProps } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { describedBy, Field, type FieldText } from "#components/ui/field.tsx";

type TextFieldProps = FieldText &
  Omit<ComponentProps<"input">, "id" | "className"> & {
    /** Keys, values and names of files are quoted in mono. */
    mono?: boolean;
    /** Short answers get a short box: the size tells what is expected. */
    width?: "full" | "half" | "short";
  };

/** One line of text. `defaultValue` carries what was typed back after an error. */
export function TextField({
  id,
  label,
  hint,
  error,
  optional,
  mono,
  width = "full",
  ...input
}: TextFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <input
        type="text"
        {...input}
        {...describedBy({ id, hint, error })}
        name={input.name ?? id}
        className={classNames("control mt-1.5", mono && "font-mono", widths[width])}
      />
    </Field>
  );
}

const widths = { full: "", half: "max-w-72", short: "max-w-36" };
