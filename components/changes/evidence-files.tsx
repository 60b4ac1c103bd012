"use client";

import {
  type DroppedFile,
  type EvidenceReader,
  type Side,
  usePreview,
} from "#components/changes/use-evidence.ts";
import { Button } from "#components/ui/button.tsx";
import { SegmentedChoice } from "#components/ui/segmented-choice.tsx";
import { Table } from "#components/ui/table.tsx";
import type { ChosenReading } from "#lib/core/evidence/reading-choices.ts";

type EvidenceFilesProps = {
  files: DroppedFile[];
  reader: EvidenceReader;
  reading: ChosenReading;
  onTurn: (key: string, side: Side) => void;
  onRemove: (key: string) => void;
};

/** What was dropped: each file with what it was recognised as, its side, and its runs. */
export function EvidenceFiles({ files, reader, reading, onTurn, onRemove }: EvidenceFilesProps) {
  return (
    <div className="mt-5">
      <Table caption="Files to add">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Side</th>
            <th scope="col" className="num">
              Runs
            </th>
            <th scope="col" className="fit">
              <span className="sr-only">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {files.map((dropped) => (
            <FileRow
              key={dropped.key}
              dropped={dropped}
              reader={reader}
              reading={reading}
              onTurn={onTurn}
              onRemove={onRemove}
            />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

type FileRowProps = Omit<EvidenceFilesProps, "files"> & { dropped: DroppedFile };

function FileRow({ dropped, reader, reading, onTurn, onRemove }: FileRowProps) {
  const { data: preview, error } = usePreview(reader, dropped, reading);
  return (
    <tr>
      <th scope="row">
        <span className="font-mono text-small wrap-anywhere">{dropped.file.name}</span>
        {preview && (
          <span className="block text-small font-normal text-ink-muted">
            {preview.tool}, {preview.format}
          </span>
        )}
        {preview?.warnings.map((warning) => (
          <span key={warning.code + warning.message} className="block text-small font-normal text-ink-soft">
            {warning.message}
          </span>
        ))}
        {error && (
          <span role="alert" className="block text-small font-medium text-danger">
            {error.message}
          </span>
        )}
        {!preview && !error && <span className="block text-small font-normal text-ink-muted">Reading</span>}
      </th>
      <td className="fit">
        {!error && (
          <SegmentedChoice
            label={`Side of ${dropped.file.name}`}
            name={`side-${dropped.key}`}
            value={dropped.side}
            onChange={(side) => onTurn(dropped.key, side === "after" ? "after" : "before")}
            options={[
              { value: "before", label: "Before" },
              { value: "after", label: "After" },
            ]}
          />
        )}
      </td>
      <td className="num">{preview?.runs}</td>
      <td className="fit">
        <Button type="button" variant="quiet" onClick={() => onRemove(dropped.key)}>
          Remove<span className="sr-only"> {dropped.file.name}</span>
        </Button>
      </td>
    </tr>
  );
}
