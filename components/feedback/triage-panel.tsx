"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { linkAction, mergeAction, triageAction } from "#lib/feedback/actions.ts";
import { visibilities, visibilityNames } from "#lib/feedback/model.ts";
import type { Feedback, FeedbackStatus } from "#lib/feedback/schema.ts";

type TriagePanelProps = { entry: Feedback; statuses: FeedbackStatus[] };

/** What the team does with an entry: move it, say who may read it, tie it to a change, merge it. */
export function TriagePanel({ entry, statuses }: TriagePanelProps) {
  return (
    <div className="gap-x-14 md:grid md:grid-cols-2">
      <ActionForm action={triageAction} label="Move it">
        {({ state }) => (
          <>
            <input type="hidden" name="number" value={entry.number} />
            <SelectField
              id="status"
              label="Status"
              defaultValue={entry.status.key}
              options={statuses.map(({ key, name }) => ({ value: key, label: name }))}
            />
            <TextField id="reason" label="What is said about it" hint="Shown with the move." optional />
            <SelectField
              id="visibility"
              label="Who reads it"
              defaultValue={entry.visibility}
              options={visibilities.map((value) => ({ value, label: visibilityNames[value] }))}
            />
            <div className="mt-field flex items-center gap-3">
              <SubmitButton variant="plain">Save F-{entry.number}</SubmitButton>
              <span role="status" className="text-small text-ink-soft">
                {state.done ? "Saved." : ""}
              </span>
            </div>
          </>
        )}
      </ActionForm>
      <div>
        <ActionForm action={linkAction} label="Tie it to a change" fieldIds={{ about: "change" }}>
          <input type="hidden" name="number" value={entry.number} />
          <TextField
            id="change"
            label="Change that answers it"
            hint="Its number, like C-43. When it is proven, those behind this entry hear of it."
            fault="about"
            width="short"
            autoComplete="off"
          />
          <div className="mt-3">
            <SubmitButton variant="plain">Link the change</SubmitButton>
          </div>
        </ActionForm>
        <ActionForm action={mergeAction} label="Merge it">
          <input type="hidden" name="number" value={entry.number} />
          <TextField
            id="into"
            label="Merge into"
            hint="The number of the entry that stays, like F-64. It can be taken back."
            width="short"
            autoComplete="off"
          />
          <div className="mt-3">
            <SubmitButton variant="plain">Merge F-{entry.number}</SubmitButton>
          </div>
        </ActionForm>
      </div>
    </div>
  );
}
