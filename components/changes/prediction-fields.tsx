"use client";

import type { MetricOption } from "#components/changes/change-form.tsx";
import { RangeFields } from "#components/changes/range-fields.tsx";
import type { FormParts } from "#components/ui/action-form.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import type { Change } from "#lib/changes/schema.ts";

type PredictionFieldsProps = Pick<FormParts, "error" | "typed"> & {
  change?: Change;
  /** What a roadmap item expects, for a change that is recorded for it. */
  expected?: { metric: string; low: number; high: number } | null;
  metrics: MetricOption[];
};

/** What is expected, stated before the results: the deciding metric, a range, and what must not get worse. */
export function PredictionFields({ change, expected, metrics, error, typed }: PredictionFieldsProps) {
  const stored = change?.prediction ?? expected;
  const guarded = new Set(change?.guardrails.map((guardrail) => guardrail.metric));
  return (
    <Details summary="Prediction and guardrails" open={Boolean(stored) || guarded.size > 0}>
      {change && change.measurements.length > 0 && (
        <Callout tone="doubt">Results are in. An edit here is kept and marked.</Callout>
      )}
      <SelectField
        id="prediction.metric"
        label="Which metric decides?"
        hint="A range you expect, written before the result is read, makes the verdict worth more."
        placeholder="No prediction"
        defaultValue={typed("prediction.metric", stored?.metric)}
        error={error("prediction.metric")}
        options={metrics.map(({ key, name }) => ({ value: key, label: name }))}
      />
      <RangeFields name="prediction" stored={stored} error={error} typed={typed} />
      {metrics.length > 0 && (
        <fieldset className="mt-field">
          <legend className="font-strong">What must not get worse?</legend>
          <div className="mt-1 grid gap-1">
            {metrics.map(({ key, name }) => (
              <Checkbox
                key={key}
                name="guardrail"
                value={key}
                label={name}
                defaultChecked={guarded.has(key)}
              />
            ))}
          </div>
        </fieldset>
      )}
    </Details>
  );
}

export function Details({
  summary,
  open,
  children,
}: {
  summary: string;
  open: boolean;
  children: React.ReactNode;
}) {
  return (
    <details open={open} className="mt-12 max-w-144 border-t border-rule-head pt-4">
      <summary className="cursor-pointer font-serif text-title font-strong tracking-tight">{summary}</summary>
      {children}
    </details>
  );
}
