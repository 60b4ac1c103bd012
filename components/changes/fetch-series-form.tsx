"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { fetchSeriesAction } from "#lib/changes/actions.ts";

type FetchSeriesFormProps = { number: number; metrics: { key: string; name: string }[] };

/** Asks for a verdict from a metric's own series: pushed samples, or its source. */
export function FetchSeriesForm({ number, metrics }: FetchSeriesFormProps) {
  return (
    <ActionForm action={fetchSeriesAction} label="Fetch a series" fieldIds={{ metric: "series-metric" }}>
      <input type="hidden" name="number" value={number} />
      <SelectField
        id="series-metric"
        name="metric"
        label="Metric"
        placeholder="Choose"
        options={metrics.map(({ key, name }) => ({ value: key, label: name }))}
      />
      <SelectField
        id="series-window"
        name="window"
        label="Compare at most"
        hint="Each side. A shorter past shortens both."
        defaultValue="7d"
        options={[
          { value: "1d", label: "One day" },
          { value: "7d", label: "Seven days" },
          { value: "14d", label: "Two weeks" },
          { value: "28d", label: "Four weeks" },
        ]}
      />
      <div className="mt-6">
        <SubmitButton variant="plain" busyLabel="Asking…">
          Fetch before and after
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
