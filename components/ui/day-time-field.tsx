"use client";

import type { FieldText } from "#components/ui/field.tsx";
import { describedBy } from "#components/ui/field.tsx";
import { FieldGroup } from "#components/ui/field-group.tsx";
import { useField } from "#components/ui/form-context.ts";

type DayTimeFieldProps = FieldText & {
  /** Names of the inputs: `${name}Day`, `${name}From`, `${name}To`. */
  name: string;
  fault?: string;
  day?: string;
  from?: string;
  /** Given (also as ""), the end is asked too. */
  to?: string;
};

/**
 * A day, written as people write it ("12 Nov 2026"), with a time or a span of time. The browser's own date picker
 * shows 11/12/2026 in half of the world, so it is not used; `readMoment` of lib/core understands what is typed.
 */
export function DayTimeField({
  id,
  label,
  hint,
  optional,
  name,
  fault,
  day,
  from,
  to,
  error: own,
}: DayTimeFieldProps) {
  const dayField = useField({ name: `${name}Day`, fault: fault ?? name, error: own, defaultValue: day });
  const fromField = useField({ name: `${name}From`, defaultValue: from });
  const toField = useField({ name: `${name}To`, defaultValue: to });
  const described = describedBy({ id, hint, error: dayField.error });
  return (
    <FieldGroup id={id} label={label} hint={hint} optional={optional} error={dayField.error}>
      <div className="mt-1.5 flex gap-3 max-md:flex-wrap">
        <input
          {...described}
          type="text"
          name={`${name}Day`}
          defaultValue={dayField.value}
          autoComplete="off"
          aria-label="Day"
          className="control max-md:basis-full"
        />
        <Time label={to === undefined ? "Time" : "Start time"} name={`${name}From`} value={fromField.value} />
        {to !== undefined && <Time label="End time" name={`${name}To`} value={toField.value} />}
      </div>
    </FieldGroup>
  );
}

function Time({ label, name, value }: { label: string; name: string; value?: string }) {
  return (
    <input
      type="text"
      inputMode="numeric"
      autoComplete="off"
      name={name}
      defaultValue={value}
      aria-label={label}
      className="control max-md:flex-1 md:w-24 md:flex-none"
    />
  );
}
