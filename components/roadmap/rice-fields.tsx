"use client";

import { useState } from "react";
import { scoreText } from "#components/roadmap/item-card.tsx";
import type { FormParts } from "#components/ui/action-form.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { impacts, riceScore } from "#lib/roadmap/model.ts";
import type { ItemDetail } from "#lib/roadmap/schema.ts";

type RiceFieldsProps = Pick<FormParts, "error" | "typed"> & { item?: ItemDetail };

/** The four estimates and the score that follows from them, shown while they are typed. */
export function RiceFields({ item, error, typed }: RiceFieldsProps) {
  const percent = item?.confidence == null ? "" : String(Number((item.confidence * 100).toPrecision(6)));
  const [reach, setReach] = useState(typed("reach", text(item?.reach)) ?? "");
  const [impact, setImpact] = useState(typed("impact", text(item?.impact)) ?? "");
  const [confidence, setConfidence] = useState(typed("confidence", percent) ?? "");
  const [effort, setEffort] = useState(typed("effort", text(item?.effort)) ?? "");
  const share = read(confidence);
  const score = riceScore({
    reach: read(reach),
    impact: read(impact),
    confidence: share === null ? null : share / 100,
    effort: read(effort),
  });
  return (
    <fieldset className="max-w-144">
      <legend className="float-left mt-12 w-full border-t border-rule-head pt-4 font-serif text-title font-strong tracking-tight">
        What it is worth
      </legend>
      <div className="clear-both grid max-w-144 grid-cols-2 gap-x-6 max-md:grid-cols-1">
        <TextField
          id="reach"
          label="Reach"
          hint="People a quarter"
          inputMode="decimal"
          value={reach}
          onChange={(event) => setReach(event.target.value)}
          error={error("reach")}
        />
        <SelectField
          id="impact"
          label="Impact"
          hint="On each of them"
          placeholder="Not estimated"
          value={impact}
          onChange={(event) => setImpact(event.target.value)}
          error={error("impact")}
          options={impactsWith(item?.impact)}
        />
        <TextField
          id="confidence"
          label="Confidence, %"
          hint="How sure the other three are"
          inputMode="decimal"
          value={confidence}
          onChange={(event) => setConfidence(event.target.value)}
          error={error("confidence")}
        />
        <TextField
          id="effort"
          label="Effort"
          hint="Person-weeks"
          inputMode="decimal"
          value={effort}
          onChange={(event) => setEffort(event.target.value)}
          error={error("effort")}
        />
      </div>
      <p role="status" className="mt-3 text-small text-ink-muted">
        {score === null
          ? "RICE score: reach × impact × confidence, divided by the effort, once all four are known."
          : `RICE score: ${scoreText(score)}`}
      </p>
    </fieldset>
  );
}

/** The usual steps, and the item's own where the API gave it another. */
function impactsWith(own: number | null | undefined) {
  const steps = impacts.map(({ value, name }) => ({ value: String(value), label: `${name}, ${value}` }));
  if (own == null || impacts.some(({ value }) => value === own)) return steps;
  return [{ value: String(own), label: String(own) }, ...steps];
}

function read(typed: string): number | null {
  const value = Number(typed.replace(",", "."));
  return typed.trim() === "" || !Number.isFinite(value) ? null : value;
}

function text(value: number | null | undefined): string {
  return value == null ? "" : String(value);
}
