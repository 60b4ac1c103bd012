"use client";

import { useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { FormFoot } from "#components/ui/form-foot.tsx";
import { KeyField } from "#components/ui/key-field.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { formatDate } from "#lib/core/time.ts";
import { saveObjectiveAction } from "#lib/systems/actions.ts";
import { objectiveKindNames, objectiveKinds } from "#lib/systems/model.ts";
import type { Objective } from "#lib/systems/schema.ts";

type MetricChoice = { key: string; name: string; unit: string };
type ObjectiveFormProps = { objective?: Objective; metrics: MetricChoice[]; zone: string };

/** Adds an objective, or edits the given one with its targets. */
export function ObjectiveForm({ objective, metrics, zone }: ObjectiveFormProps) {
  const [rows, setRows] = useState(Math.max(1, objective?.targets.length ?? 0));
  return (
    <ActionForm action={saveObjectiveAction} label={objective ? "Edit objective" : "Add an objective"}>
      {({ error, typed }) => (
        <>
          {objective && <input type="hidden" name="existing" value="yes" />}
          <TextField
            id="name"
            label="Name"
            defaultValue={typed("name", objective?.name)}
            error={error("name")}
          />
          {objective ? (
            <input type="hidden" name="key" value={objective.key} />
          ) : (
            <KeyField
              hint="Like fast-pages. It cannot be changed later."
              defaultValue={typed("key")}
              error={error("key")}
            />
          )}
          <SelectField
            id="kind"
            label="What is it about?"
            placeholder="Choose"
            defaultValue={typed("kind", objective?.kind)}
            error={error("kind")}
            options={objectiveKinds.map((kind) => ({ value: kind, label: objectiveKindNames[kind] }))}
          />
          <TextAreaField
            id="description"
            label="Why does it matter?"
            optional
            defaultValue={typed("description", objective?.description)}
            error={error("description")}
          />
          {Array.from({ length: rows }, (_, row) => (
            // Rows are only ever added at the end.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <fieldset key={row} className="mt-4 flex max-w-144 gap-4 max-md:flex-col">
              <legend className="sr-only">Target {row + 1}</legend>
              <SelectField
                id={`targets.${row}.metric`}
                name="target.metric"
                label="Target metric"
                placeholder="None"
                defaultValue={objective?.targets[row]?.metric}
                error={error(`targets.${row}.metric`)}
                options={metrics.map((metric) => ({
                  value: metric.key,
                  label: `${metric.name} (${metric.unit})`,
                }))}
              />
              <TextField
                id={`targets.${row}.value`}
                name="target.value"
                label="Value"
                inputMode="decimal"
                width="short"
                defaultValue={objective?.targets[row]?.value?.toString()}
                error={error(`targets.${row}.value`)}
              />
              <TextField
                id={`targets.${row}.dueAt`}
                name="target.due"
                label="By"
                width="short"
                autoComplete="off"
                placeholder="31 Mar 2027"
                defaultValue={dueDay(objective?.targets[row], zone)}
                error={error(`targets.${row}.dueAt`)}
              />
            </fieldset>
          ))}
          <div className="mt-4">
            <Button type="button" variant="quiet" onClick={() => setRows(rows + 1)}>
              Add another target
            </Button>
          </div>
          <FormFoot submit={objective ? "Save objective" : "Add objective"} cancelHref="/systems" />
        </>
      )}
    </ActionForm>
  );
}

function dueDay(target: Objective["targets"][number] | undefined, zone: string): string {
  return target?.dueAt ? formatDate(new Date(target.dueAt), zone).replaceAll("\u00a0", " ") : "";
}
