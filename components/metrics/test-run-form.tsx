"use client";

import { useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { DropZone } from "#components/ui/drop-zone.tsx";
import { FormFoot } from "#components/ui/form-foot.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { sendFile } from "#components/ui/send-file.ts";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { recordTestRunAction } from "#lib/metrics/actions.ts";
import { testRunKindNames, testRunKinds } from "#lib/metrics/model.ts";

type TestRunFormProps = { systems: { key: string; name: string }[]; uploadLimitMb: number };

/** Adds a test run: its result file, which system, which kind. The file is sent when it is dropped and used when it is added. */
export function TestRunForm({ systems, uploadLimitMb }: TestRunFormProps) {
  const [file, setFile] = useState<{ id: string; name: string } | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const take = async ([first]: File[]) => {
    if (!first) return;
    setRefusal(null);
    if (first.size > uploadLimitMb * 1024 * 1024) {
      setRefusal(`${first.name} is larger than ${uploadLimitMb} MB. It was not sent.`);
      return;
    }
    setBusy(`Sending ${first.name}`);
    try {
      setFile({ id: await sendFile(first), name: first.name });
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : "The file could not be sent. Try again.");
    } finally {
      setBusy(null);
    }
  };
  return (
    <div className="mt-block max-w-144">
      {file ? (
        <p className="flex flex-wrap items-center gap-4">
          <span className="font-mono wrap-anywhere">{file.name}</span>
          <Button type="button" variant="quiet" onClick={() => setFile(null)}>
            Remove<span className="sr-only"> {file.name}</span>
          </Button>
        </p>
      ) : (
        <DropZone title="Drop the result file here" onFiles={take} single busy={busy} />
      )}
      {refusal && (
        <p role="alert" className="mt-3 text-small font-medium text-danger">
          {refusal}
        </p>
      )}
      <ActionForm action={recordTestRunAction} label="Add a test run">
        {({ error, typed }) => (
          <>
            {file && <input type="hidden" name="file" value={file.id} />}
            {error("file") && (
              <p id="file" className="mt-3 text-small font-medium text-danger">
                {error("file")}
              </p>
            )}
            <SelectField
              id="kind"
              label="Which kind?"
              placeholder="Choose"
              defaultValue={typed("kind")}
              error={error("kind")}
              options={testRunKinds.map((kind) => ({ value: kind, label: testRunKindNames[kind] }))}
            />
            <SelectField
              id="system"
              label="System"
              placeholder="Choose a system"
              defaultValue={typed("system")}
              error={error("system")}
              options={systems.map(({ key, name }) => ({ value: key, label: name }))}
            />
            <TextField
              id="title"
              label="Title"
              hint={file ? "Left empty: the file's name." : "What was run, in one line"}
              optional={file !== null}
              defaultValue={typed("title")}
              error={error("title")}
            />
            <TextAreaField
              id="description"
              label="What else is worth knowing?"
              optional
              defaultValue={typed("description")}
              error={error("description")}
            />
            <FormFoot submit="Add test run" busyLabel="Adding…" cancelHref="/test-runs" />
          </>
        )}
      </ActionForm>
    </div>
  );
}
