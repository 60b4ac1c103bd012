"use client";

import { PlanChangeRow } from "#components/plan/plan-change-row.tsx";
import { PlanLines } from "#components/plan/plan-lines.tsx";
import type { PlanChoices } from "#components/plan/plan-reader.tsx";
import { type Row, useConfirmedPlan } from "#components/plan/use-confirmed-plan.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Section } from "#components/ui/section.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { areaNames, areas } from "#lib/changes/model.ts";
import { counted } from "#lib/core/words.ts";
import type { PlanPreview } from "#lib/plan/schema.ts";

/** What a plan was taken for, by area and practice, to be mended and confirmed. */
export function PlanPreviewForm({ preview, systems, practices }: PlanChoices & { preview: PlanPreview }) {
  const { file, changes } = preview;
  const form = useConfirmedPlan(preview, systems.length === 1 ? (systems[0]?.key ?? "") : "");
  const known = changes.filter((change) => change.like?.same).length;
  return (
    <>
      <p role="status" className="mt-block max-w-measure font-serif text-read font-medium">
        <span className="font-mono text-small wrap-anywhere">{file.name}</span>: {foundWords(preview)}
        {known > 0 && ` ${counted(known, "change is", "changes are")} recorded already and left out.`}
      </p>
      <ErrorSummary
        errors={form.faults.map(({ line, field, message }) => ({
          id: line === null ? "" : `${field || "title"}-${line}`,
          message: line === null ? message : `${capital(file.unit)} ${line}: ${message}`,
        }))}
      />
      {changes.length > 0 && (
        <div className="max-w-96">
          <SelectField
            id="system"
            label="Which system are they of?"
            hint="Where a change names another, or you choose one for it, that counts."
            placeholder="Choose a system"
            value={form.system}
            onChange={(event) => form.setSystem(event.target.value)}
            options={systems.map(({ key, name }) => ({ value: key, label: name }))}
          />
        </div>
      )}
      {groupsOf(preview, form.rows, practices).map(({ area, groups }) => (
        <Section key={area} title={areaNames[area]} id={area}>
          {groups.map(({ name, rows }) => (
            <section key={name} aria-label={`${areaNames[area]}, ${name}`} className="mt-5">
              <h3 className="font-strong">{name}</h3>
              <ul>
                {rows.map(({ row, change }) => (
                  <PlanChangeRow
                    key={row.line}
                    row={row}
                    change={change}
                    unit={file.unit}
                    systems={systems}
                    practices={practices}
                    faults={form.faults.filter((fault) => fault.line === row.line)}
                    onEdit={(edit) => form.edit(row.line, edit)}
                  />
                ))}
              </ul>
            </section>
          ))}
        </Section>
      ))}
      <PlanLines title="Claims that belong to no one change" unit={file.unit} lines={preview.otherClaims}>
        The plan says so; nothing here has measured it, so it is recorded nowhere.
      </PlanLines>
      <PlanLines title="Still to come" unit={file.unit} lines={preview.planned}>
        Not applied, so no change. The roadmap is the place for it.
      </PlanLines>
      <PlanLines title="Not understood" unit={file.unit} lines={preview.notUnderstood}>
        Nothing was made of these lines.
      </PlanLines>
      {changes.length > 0 && (
        <div className="mt-12 border-t border-rule py-4">
          <Button
            variant="primary"
            size="tall"
            aria-busy={form.pending || undefined}
            disabledBecause={reasonNotTo(form.taken.length, form.lacksSystem)}
            onClick={() => {
              if (!form.pending) void form.confirm();
            }}
          >
            {form.pending ? "Recording drafts" : `Record ${counted(form.taken.length, "draft", "drafts")}`}
          </Button>
          <p className="mt-2 max-w-measure text-small text-ink-muted">
            Drafts are seen by you and by admins until they are published. Each says the file, the {file.unit}{" "}
            and the hash it comes from; claims stay words in its description and are never evidence.
          </p>
        </div>
      )}
    </>
  );
}

function foundWords({ changes, otherClaims, notUnderstood }: PlanPreview): string {
  const claims = otherClaims.length + changes.reduce((sum, change) => sum + change.claims.length, 0);
  if (changes.length === 0) {
    return "no change was found. Changes are looked for as items under the headings of the four areas.";
  }
  const missed = notUnderstood.length;
  return `${counted(changes.length, "change", "changes")} and ${counted(claims, "claim", "claims")} of what they brought.${
    missed > 0 ? ` ${counted(missed, "line was", "lines were")} not understood.` : ""
  }`;
}

function reasonNotTo(taken: number, lacksSystem: boolean): string | null {
  if (taken === 0) return "choose at least one change";
  return lacksSystem ? "choose a system" : null;
}

/** As the plan has them: a row stays where it is while its area is being mended. */
function groupsOf({ changes }: PlanPreview, rows: Row[], practices: PlanChoices["practices"]) {
  const paired = changes.flatMap((change) => {
    const row = rows.find(({ line }) => line === change.line);
    return row ? [{ row, change }] : [];
  });
  return areas.flatMap((area) => {
    const own = paired.filter(({ change }) => change.area === area);
    const keys = [...new Set(own.map(({ change }) => change.practice))];
    const groups = keys.map((key) => ({
      name: practices.find((practice) => practice.key === key)?.name ?? "No practice named",
      rows: own.filter(({ change }) => change.practice === key),
    }));
    return own.length === 0 ? [] : [{ area, groups }];
  });
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
