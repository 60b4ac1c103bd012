"use client";

import { TeamField } from "#components/systems/team-field.tsx";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FormFoot } from "#components/ui/form-foot.tsx";
import { KeyField } from "#components/ui/key-field.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { createSystemAction, editSystemAction } from "#lib/systems/actions.ts";
import type { System } from "#lib/systems/schema.ts";

/** Adds a system, or edits the given one. The key is asked once and then stays. */
export function SystemForm({ system, teams }: { system?: System; teams: string[] }) {
  return (
    <ActionForm
      action={system ? editSystemAction : createSystemAction}
      label={system ? "Edit system" : "Add a system"}
    >
      {({ error, typed }) => (
        <>
          <TextField
            id="name"
            label="Name"
            defaultValue={typed("name", system?.name)}
            error={error("name")}
          />
          {system ? (
            <input type="hidden" name="key" value={system.key} />
          ) : (
            <KeyField
              hint="Stands in addresses and in the API, like user-portal. It cannot be changed later."
              defaultValue={typed("key")}
              error={error("key")}
            />
          )}
          <TextAreaField
            id="description"
            label="What is it?"
            optional
            defaultValue={typed("description", system?.description)}
            error={error("description")}
          />
          <TeamField
            teams={teams}
            hint="Whose it is. What is recorded for it from now on is this team's; what was recorded before stays as it is."
            defaultValue={typed("team", system?.team ?? undefined)}
            error={error("team")}
          />
          {system && (
            <div className="mt-field">
              <Checkbox
                name="archived"
                label="Archived"
                hint="Hidden from lists and forms. Its changes and metrics stay."
                defaultChecked={system.archived}
              />
            </div>
          )}
          <FormFoot
            submit={system ? "Save system" : "Add system"}
            cancelHref={system ? `/systems/${system.key}` : "/systems"}
          />
        </>
      )}
    </ActionForm>
  );
}
