"use client";

import { useState } from "react";
import { QueryPicture } from "#components/metrics/query-picture.tsx";
import { Button } from "#components/ui/button.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { Metric } from "#lib/metrics/schema.ts";

type SourceFieldsProps = {
  metric?: Metric;
  sources: { key: string; name: string }[];
  error: (path: string) => string | null;
  typed: (name: string, stored?: string) => string | undefined;
};

/** Where a metric's series comes from, tried before it is saved. */
export function SourceFields({ metric, sources, error, typed }: SourceFieldsProps) {
  const [source, setSource] = useState(typed("source", metric?.source?.source) ?? "");
  const [asked, setAsked] = useState(0);
  const value = (name: string) => {
    const field = document.getElementById(name);
    return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : "";
  };
  return (
    <>
      <SelectField
        id="source"
        label="Where does its series come from?"
        hint="Left empty: from samples that are pushed, and from files."
        optional
        placeholder="No source"
        value={source}
        onChange={(event) => setSource(event.target.value)}
        error={error("source.source")}
        options={sources.map(({ key, name }) => ({ value: key, label: name }))}
      />
      {source !== "" && (
        <>
          <TextAreaField
            id="query"
            label="Query"
            hint="PromQL that gives one series, like histogram_quantile(0.95, sum by (le) (rate(…[5m])))"
            defaultValue={typed("query", metric?.source?.query)}
            error={error("source.query")}
          />
          <TextField
            id="step"
            label="One point each"
            hint="Like 30s or 5m, as often as the source measures. Left empty it follows from the length."
            optional
            width="short"
            defaultValue={typed(
              "step",
              metric?.source?.stepSeconds ? `${metric.source.stepSeconds}s` : undefined,
            )}
            error={error("source.step")}
          />
          <div className="mt-4">
            <Button type="button" onClick={() => setAsked(asked + 1)}>
              Try the query
            </Button>
          </div>
          <QueryPicture
            asked={asked}
            read={() => ({ source, query: value("query"), step: value("step"), unit: value("unit") })}
          />
        </>
      )}
    </>
  );
}
