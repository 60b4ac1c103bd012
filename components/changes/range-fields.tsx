"use client";

import type { FormParts } from "#components/ui/action-form.tsx";
import { ChoiceField } from "#components/ui/choice-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { typedPercentRange } from "#lib/core/percent-range.ts";

type RangeFieldsProps = Pick<FormParts, "error" | "typed"> & {
  /** Before each name: "prediction" gives prediction.direction, prediction.from and prediction.to. */
  name: string;
  stored?: { low: number; high: number } | null;
};

/** A range of a relative effect: which way, and by at least and at most so many percent. */
export function RangeFields({ name, stored, error, typed }: RangeFieldsProps) {
  const range = stored ? typedPercentRange(stored) : null;
  return (
    <>
      <ChoiceField
        id={`${name}.direction`}
        label="It will"
        layout="two"
        defaultValue={typed(`${name}.direction`, range?.direction ?? "fall")}
        options={[
          { value: "fall", label: "Fall" },
          { value: "rise", label: "Rise" },
        ]}
      />
      <div className="flex max-w-144 gap-6">
        <TextField
          id={`${name}.from`}
          label="By at least, %"
          inputMode="decimal"
          width="short"
          defaultValue={typed(`${name}.from`, range?.from)}
          error={error(name) ?? error(`${name}.low`)}
        />
        <TextField
          id={`${name}.to`}
          label="At most, %"
          inputMode="decimal"
          width="short"
          defaultValue={typed(`${name}.to`, range?.to)}
          error={error(`${name}.high`)}
        />
      </div>
    </>
  );
}
