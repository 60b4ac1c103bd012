"use client";

import { SourceFields } from "#components/metrics/source-fields.tsx";
import { ThresholdFields } from "#components/metrics/threshold-fields.tsx";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ChoiceField } from "#components/ui/choice-field.tsx";
import { FormFoot } from "#components/ui/form-foot.tsx";
import { KeyField } from "#components/ui/key-field.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { createMetricAction, editMetricAction } from "#lib/metrics/actions.ts";
import { metricKindNames, metricKinds } from "#lib/metrics/model.ts";
import type { Metric } from "#lib/metrics/schema.ts";

type MetricFormProps = {
  metric?: Metric;
  systems: { key: string; name: string }[];
  /** Those that can be asked. */
  sources: { key: string; name: string }[];
  /** The names that result files use, to choose from. */
  quantities: string[];
  people: { email: string; name: string }[];
  me: string;
};

/** Adds a metric, or edits the given one. */
export function MetricForm({ metric, systems, sources, quantities, people, me }: MetricFormProps) {
  return (
    <ActionForm
      action={metric ? editMetricAction : createMetricAction}
      fieldIds={{ minimumEffect: "minimumEffectPercent" }}
      label={metric ? "Edit metric" : "Add a metric"}
    >
      {({ error, typed }) => (
        <>
          <TextField
            id="name"
            label="Name"
            hint="As people say it: Transaction search, p95"
            defaultValue={typed("name", metric?.name)}
            error={error("name")}
          />
          {metric ? (
            <input type="hidden" name="key" value={metric.key} />
          ) : (
            <>
              <KeyField
                hint="Like portal.search.p95. It cannot be changed later."
                defaultValue={typed("key")}
                error={error("key")}
              />
              <SelectField
                id="system"
                label="System"
                placeholder="Choose a system"
                defaultValue={typed("system")}
                error={error("system")}
                options={systems.map((system) => ({ value: system.key, label: system.name }))}
              />
            </>
          )}
          <SelectField
            id="kind"
            label="What is measured?"
            placeholder="Choose"
            defaultValue={typed("kind", metric?.kind)}
            error={error("kind")}
            options={metricKinds.map((kind) => ({ value: kind, label: metricKindNames[kind] }))}
          />
          <TextField
            id="unit"
            label="Unit"
            hint="ms, s, bytes, 1/s, ratio …"
            width="short"
            defaultValue={typed("unit", metric?.unit)}
            error={error("unit")}
          />
          <ChoiceField
            id="better"
            label="Which is better?"
            defaultValue={typed("better", metric?.better)}
            error={error("better")}
            options={[
              { value: "lower", label: "Lower" },
              { value: "higher", label: "Higher" },
            ]}
          />
          <TextField
            id="minimumEffectPercent"
            label="Smallest difference that matters, in percent"
            hint="For ratios in percentage points. Left empty: 2 %, for ratios 0.05 points."
            optional
            inputMode="decimal"
            width="short"
            defaultValue={typed("minimumEffectPercent", metric && String(metric.minimumEffect * 100))}
            error={error("minimumEffect")}
          />
          <TextField
            id="quantity"
            label="Quantity in result files"
            hint="Which number of a load test's file this metric reads, like latency.p95."
            optional
            mono
            width="half"
            list="quantities"
            defaultValue={typed("quantity", metric?.quantity ?? undefined)}
            error={error("quantity")}
          />
          <datalist id="quantities">
            {quantities.map((quantity) => (
              <option key={quantity} value={quantity} />
            ))}
          </datalist>
          {sources.length > 0 && (
            <SourceFields metric={metric} sources={sources} error={error} typed={typed} />
          )}
          <ThresholdFields metric={metric} people={people} me={me} error={error} typed={typed} />
          <TextAreaField
            id="description"
            label="How is it measured?"
            optional
            defaultValue={typed("description", metric?.description)}
            error={error("description")}
          />
          {metric && (
            <div className="mt-field">
              <Checkbox
                name="archived"
                label="Archived"
                hint="Hidden from lists and forms. Its measurements stay."
                defaultChecked={metric.archived}
              />
            </div>
          )}
          <FormFoot
            submit={metric ? "Save metric" : "Add metric"}
            cancelHref={metric ? `/metrics/${metric.key}` : "/metrics"}
          />
        </>
      )}
    </ActionForm>
  );
}
