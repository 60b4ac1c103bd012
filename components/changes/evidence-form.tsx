"use client";

import { useState } from "react";
import { EvidenceFiles } from "#components/changes/evidence-files.tsx";
import { EvidencePreview, type MetricChoice } from "#components/changes/evidence-preview.tsx";
import { type DroppedFile, type Side, useEvidenceReader } from "#components/changes/use-evidence.ts";
import { QueryProvider } from "#components/layout/query-provider.tsx";
import { DropZone } from "#components/ui/drop-zone.tsx";
import { chosenReading, noChoices } from "#lib/core/evidence/reading-choices.ts";
import { sideOfName } from "#lib/core/evidence/side-of-name.ts";
import { formatQuantity } from "#lib/core/units.ts";

type EvidenceFormProps = {
  change: { number: number; system: string; systemName: string };
  /** The system's metrics, the predicted one first. */
  metrics: MetricChoice[];
  uploadLimitMb: number;
};

/** Drop result files, see what was recognised and what they would say, then confirm. Nothing is saved before that. */
export function EvidenceForm(props: EvidenceFormProps) {
  return (
    <QueryProvider>
      <Evidence {...props} />
    </QueryProvider>
  );
}

function Evidence({ change, metrics, uploadLimitMb }: EvidenceFormProps) {
  const reader = useEvidenceReader();
  const [files, setFiles] = useState<DroppedFile[]>([]);
  const [choices, setChoices] = useState(noChoices);
  const { reading } = chosenReading(choices);
  const [refused, setRefused] = useState<string[]>([]);
  const limit = uploadLimitMb * 1024 * 1024;
  const take = (added: File[]) => {
    setRefused(added.filter((file) => file.size > limit).map((file) => tooLarge(file, uploadLimitMb)));
    setFiles((known) => [
      ...known,
      ...sided(
        added.filter((file) => file.size <= limit),
        known,
      ),
    ]);
  };
  const turn = (key: string, side: Side) =>
    setFiles((known) => known.map((file) => (file.key === key ? { ...file, side } : file)));
  const remove = (key: string) => setFiles((known) => known.filter((file) => file.key !== key));
  return (
    <>
      <DropZone title="Drop result files here" onFiles={take} />
      {refused.map((message) => (
        <p key={message} role="alert" className="mt-3 text-small font-medium text-danger">
          {message}
        </p>
      ))}
      {files.length > 0 && (
        <>
          <EvidenceFiles files={files} reader={reader} reading={reading} onTurn={turn} onRemove={remove} />
          <EvidencePreview
            change={change}
            files={files}
            metrics={metrics}
            reader={reader}
            choices={choices}
            onChoose={setChoices}
          />
        </>
      )}
    </>
  );
}

/** A side for each new file: told by its name, else the first half is before. */
function sided(added: File[], known: DroppedFile[]): DroppedFile[] {
  const unnamed = added.filter((file) => sideOfName(file.name) === null);
  return added.map((file) => {
    const place = unnamed.indexOf(file);
    const guess: Side = known.length === 0 && place < unnamed.length / 2 ? "before" : "after";
    return { key: crypto.randomUUID(), file, side: sideOfName(file.name) ?? guess };
  });
}

function tooLarge(file: File, limitMb: number): string {
  return `${file.name} has ${formatQuantity(file.size, "bytes")}; at most ${limitMb} MB are taken. It was not read.`;
}
