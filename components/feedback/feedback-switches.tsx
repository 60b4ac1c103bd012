"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type Role, roles } from "#lib/core/access/actor.ts";
import { feedbackSettingsAction, voteWeightsAction } from "#lib/feedback/actions.ts";
import type { FeedbackSettings } from "#lib/feedback/schema.ts";
import { roleNames } from "#lib/users/model.ts";

/** Whether people who are not signed in may send feedback and read the public feed. */
export function FeedbackSwitches({ settings }: { settings: FeedbackSettings }) {
  return (
    <ActionForm action={feedbackSettingsAction} label="Without signing in" className="mt-3">
      {({ state }) => (
        <>
          <Checkbox
            name="anonymous"
            label="People who are not signed in may send feedback"
            hint="It is always moderated: nobody reads it before you approve it."
            defaultChecked={settings.anonymous}
          />
          <Checkbox
            name="publicFeed"
            label="Public entries stand in a feed for everybody"
            hint="Only entries whose readers are set to everyone."
            defaultChecked={settings.publicFeed}
          />
          <div className="mt-3 flex items-center gap-3">
            <SubmitButton variant="plain">Save switches</SubmitButton>
            <span role="status" className="text-small text-ink-soft">
              {state.done ? "Saved." : ""}
            </span>
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** What a vote of each role counts in the weighted column; each saving is a new version. */
export function VoteWeightsForm({ settings }: { settings: FeedbackSettings }) {
  return (
    <ActionForm action={voteWeightsAction} label="Weights">
      {({ state }) => (
        <>
          <div className="flex flex-wrap gap-x-6">
            {roles.map((role: Role) => (
              <TextField
                key={role}
                id={`weight-${role}`}
                label={roleNames[role]}
                fault={`weights.${role}`}
                inputMode="decimal"
                width="short"
                defaultValue={String(settings.weights[role] ?? 1)}
              />
            ))}
          </div>
          <div className="mt-field flex items-center gap-3">
            <SubmitButton variant="plain">Save weights</SubmitButton>
            <span role="status" className="text-small text-ink-soft">
              {state.done
                ? "Saved as a new version."
                : settings.weightsVersion === 0
                  ? "Nobody has changed them yet."
                  : `Version ${settings.weightsVersion}.`}
            </span>
          </div>
        </>
      )}
    </ActionForm>
  );
}
