"use client";

import { Details } from "#components/changes/prediction-fields.tsx";
import { RepeatedRows } from "#components/changes/repeated-rows.tsx";
import type { FormParts } from "#components/ui/action-form.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { OwnerField } from "#components/users/owner-field.tsx";
import type { Area } from "#lib/changes/model.ts";
import type { Change } from "#lib/changes/schema.ts";

type ChangeDetailsProps = Pick<FormParts, "error" | "typed"> & {
  change?: Change;
  area: Area | "";
  people: { email: string; name: string }[];
  me: string;
};

/** What can come later: the area's own evidence, settings, why, the way back, owner and links. */
export function ChangeDetails({ change, area, people, me, error, typed }: ChangeDetailsProps) {
  const fields = evidenceFields[area] ?? [];
  return (
    <>
      <Details summary="What exactly changed" open={Boolean(change?.settings.length || change?.evidence)}>
        {fields.map(({ name, label, long }) => {
          const shared = {
            id: `evidence.${name}`,
            label,
            optional: true,
            defaultValue: typed(`evidence.${name}`, change?.evidence?.[name]),
            error: error(`evidence.${name}`),
          };
          return long ? <TextAreaField key={name} {...shared} /> : <TextField key={name} {...shared} mono />;
        })}
        <RepeatedRows count={change?.settings.length ?? 0} addLabel="Add another setting">
          {(row) => (
            <fieldset className="flex max-w-144 gap-4 *:flex-1 max-md:flex-col max-md:gap-0">
              <legend className="sr-only">Setting {row + 1}</legend>
              <TextField
                id={`settings.${row}.key`}
                name="setting.key"
                label="Setting"
                mono
                defaultValue={change?.settings[row]?.key}
                error={error(`settings.${row}.key`)}
              />
              <TextField
                id={`settings.${row}.before`}
                name="setting.before"
                label="Before"
                mono
                defaultValue={change?.settings[row]?.before}
                error={error(`settings.${row}.before`)}
              />
              <TextField
                id={`settings.${row}.after`}
                name="setting.after"
                label="After"
                mono
                defaultValue={change?.settings[row]?.after}
                error={error(`settings.${row}.after`)}
              />
            </fieldset>
          )}
        </RepeatedRows>
      </Details>
      <Details summary="Why, who and how to undo it" open={Boolean(change)}>
        <TextAreaField
          id="description"
          label="Why was it done?"
          hint="Markdown"
          optional
          defaultValue={typed("description", change?.description)}
          error={error("description")}
        />
        <TextAreaField
          id="rollbackPlan"
          label="How is it undone?"
          optional
          defaultValue={typed("rollbackPlan", change?.rollbackPlan)}
          error={error("rollbackPlan")}
        />
        <OwnerField
          people={people}
          defaultValue={typed("owner", change ? change.owner?.email : me)}
          error={error("owner")}
        />
        <TextField
          id="settleMinutes"
          label="Settling time after the roll-out, in minutes"
          hint="Belongs to neither window: caches fill, connections come back."
          optional
          inputMode="decimal"
          width="short"
          defaultValue={typed("settleMinutes", change ? String(change.settleSeconds / 60) : undefined)}
          error={error("settleMinutes") ?? error("settleSeconds")}
        />
        <RepeatedRows count={change?.links.length ?? 0} addLabel="Add another link">
          {(row) => (
            <fieldset className="flex max-w-144 gap-4 max-md:flex-col max-md:gap-0">
              <legend className="sr-only">Link {row + 1}</legend>
              <TextField
                id={`links.${row}.kind`}
                name="link.kind"
                label="Kind of link"
                width="short"
                defaultValue={change?.links[row]?.kind}
                error={error(`links.${row}.kind`)}
              />
              <div className="flex-1">
                <TextField
                  id={`links.${row}.url`}
                  name="link.url"
                  label="Address"
                  inputMode="url"
                  defaultValue={change?.links[row]?.url}
                  error={error(`links.${row}.url`)}
                />
              </div>
            </fieldset>
          )}
        </RepeatedRows>
      </Details>
    </>
  );
}

const evidenceFields: Partial<Record<Area | "", { name: string; label: string; long?: boolean }[]>> = {
  database: [
    { name: "statement", label: "Statement or index", long: true },
    { name: "queryId", label: "Query id" },
  ],
  code: [
    { name: "repository", label: "Repository" },
    { name: "commit", label: "Commit" },
    { name: "pullRequest", label: "Pull request" },
  ],
  infrastructure: [
    { name: "resource", label: "Resource" },
    { name: "oldSize", label: "Old size" },
    { name: "newSize", label: "New size" },
  ],
};
