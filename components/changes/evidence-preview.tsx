"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { EvidenceChoices } from "#components/changes/evidence-choices.tsx";
import {
  type DroppedFile,
  type EvidenceReader,
  useComparison,
  useSaveEvidence,
} from "#components/changes/use-evidence.ts";
import { VerdictTable } from "#components/changes/verdict-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ProgressLine } from "#components/ui/progress-line.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { mainQuantity } from "#lib/core/evidence/main-quantity.ts";
import { chosenReading, type ReadingChoices } from "#lib/core/evidence/reading-choices.ts";
import { placeboInWords } from "#lib/core/outcome-words.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { addMetricForQuantityAction } from "#lib/metrics/actions.ts";

export type MetricChoice = { key: string; name: string; unit: string; quantity: string | null };

type EvidencePreviewProps = {
  change: { number: number; system: string; systemName: string };
  files: DroppedFile[];
  metrics: MetricChoice[];
  reader: EvidenceReader;
  choices: ReadingChoices;
  onChoose: (choices: ReadingChoices) => void;
};

/** What the files would say, quantity by quantity; one of them is confirmed as evidence for one metric. */
export function EvidencePreview(props: EvidencePreviewProps) {
  const { files, reader, choices, onChoose } = props;
  const keysOf = (side: DroppedFile["side"]) =>
    files.filter((file) => file.side === side).map((file) => file.key);
  const { reading } = chosenReading(choices);
  const comparison = useComparison(reader, keysOf("before"), keysOf("after"), reading);
  const { data: verdicts, error, isFetching } = comparison;
  if (keysOf("before").length === 0 || keysOf("after").length === 0) {
    return <p className="mt-5 text-ink-soft">A verdict needs files of both sides, before and after.</p>;
  }
  return (
    <>
      {error && (
        <div className="mt-5" role="alert">
          <Callout tone="bad">{error.message}</Callout>
        </div>
      )}
      <EvidenceChoices choices={choices} open={error !== null} onChoose={onChoose} />
      {!verdicts && !error && <p className="mt-5 text-ink-muted">{isFetching ? "Comparing" : ""}</p>}
      {verdicts && <Confirm key={files.map(({ key }) => key).join()} {...props} verdicts={verdicts} />}
    </>
  );
}

type ConfirmProps = EvidencePreviewProps & { verdicts: Verdict[] };

function Confirm({ change, files, metrics, choices, onChoose, verdicts }: ConfirmProps) {
  const router = useRouter();
  const [quantity, setQuantity] = useState(bestQuantity(verdicts, metrics));
  const [metric, setMetric] = useState<string | null>(null);
  const [done, setDone] = useState(0);
  const save = useSaveEvidence(setDone);
  const verdict = verdicts.find((candidate) => candidate.metric === quantity) ?? verdicts[0];
  if (!verdict) return null;
  const fitting = metrics.filter((candidate) => candidate.unit === verdict.unit || candidate.unit === "");
  const chosen = metric ?? metricOf(quantity, fitting)?.key ?? newMetric;
  const confirm = async () => {
    const key =
      chosen === newMetric
        ? await addMetricForQuantityAction({
            system: change.system,
            quantity,
            unit: verdict.unit,
            better: verdict.better,
          })
        : chosen;
    await save.mutateAsync({
      number: change.number,
      metric: key,
      quantity,
      files,
      reading: chosenReading(choices).reading,
    });
    router.push(`/changes/${change.number}`);
    router.refresh();
  };
  const placebo = placeboInWords(verdict.placebo, false);
  return (
    <>
      <QuantityTable
        verdicts={verdicts}
        chosen={quantity}
        onChoose={(name) => {
          setQuantity(name);
          setMetric(null);
        }}
      />
      <p className="mt-5 max-w-measure font-serif text-read font-medium">{verdict.sentence}</p>
      {placebo && <p className="mt-2 max-w-measure text-small text-ink-soft">{placebo}</p>}
      {verdict.warnings.map((warning) => (
        <div key={warning.code + warning.message} className="mt-3">
          <Callout tone="note">{warning.message}</Callout>
        </div>
      ))}
      {(verdict.reason === "not-comparable" || choices.override !== "") && (
        <TextField
          id="override"
          label="Compare all the same, because"
          hint="Printed wherever the verdict is. Left empty, the two are not compared."
          value={choices.override}
          onChange={(event) => onChoose({ ...choices, override: event.target.value })}
        />
      )}
      <SelectField
        id="metric"
        label="Which metric is this?"
        value={chosen}
        onChange={(event) => setMetric(event.target.value)}
        options={[
          ...fitting.map((candidate) => ({ value: candidate.key, label: candidate.name })),
          { value: newMetric, label: `A new metric of ${change.systemName}: ${quantity}` },
        ]}
      />
      {save.error && (
        <p role="alert" className="mt-3 font-medium text-danger">
          {save.error.message}
        </p>
      )}
      {save.isPending && (
        <div className="mt-5">
          <ProgressLine label="Saving files" done={done} total={files.length} />
        </div>
      )}
      <div className="mt-block">
        <Button
          variant="primary"
          size="tall"
          type="button"
          onClick={() => void confirm().catch(() => undefined)}
          aria-busy={save.isPending || undefined}
        >
          Add evidence
        </Button>
      </div>
    </>
  );
}

const newMetric = "new metric";

type QuantityTableProps = { verdicts: Verdict[]; chosen: string; onChoose: (name: string) => void };

function QuantityTable({ verdicts, chosen, onChoose }: QuantityTableProps) {
  const rows = verdicts.map((verdict) => ({
    key: verdict.metric,
    verdict,
    name: (
      <label className="flex cursor-pointer items-start gap-2.5">
        <input
          type="radio"
          className="pick mt-0.5"
          name="quantity"
          checked={verdict.metric === chosen}
          onChange={() => onChoose(verdict.metric)}
        />
        <span>
          <span className="font-mono text-small">{verdict.metric}</span>
          <span className="block text-small text-ink-muted">{verdict.better} is better</span>
        </span>
      </label>
    ),
  }));
  return (
    <div className="mt-5">
      <VerdictTable caption="What the files would say" of="Found in the files" rows={rows} />
    </div>
  );
}

/** The metric that reads this quantity, else one that does not say what it reads; never one that reads another. */
function metricOf(quantity: string, metrics: MetricChoice[]): MetricChoice | undefined {
  return (
    metrics.find((metric) => metric.quantity === quantity) ??
    metrics.find((metric) => metric.quantity === null)
  );
}

/** The quantity that one of the system's metrics reads, else the one that is probably meant. */
function bestQuantity(verdicts: Verdict[], metrics: MetricChoice[]): string {
  const wanted = metrics.map((metric) => metric.quantity);
  const best = wanted.find((name) => verdicts.some((verdict) => verdict.metric === name));
  return best ?? mainQuantity(verdicts) ?? "value";
}
