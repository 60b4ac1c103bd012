"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { FormFoot } from "#components/ui/form-foot.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { editFeedbackAction } from "#lib/feedback/actions.ts";
import type { Feedback } from "#lib/feedback/schema.ts";

type FeedbackEditFormProps = {
  entry: Pick<Feedback, "number" | "version" | "title" | "body" | "system">;
  systems: { key: string; name: string }[];
};

/** Mends the words of an entry. */
export function FeedbackEditForm({ entry, systems }: FeedbackEditFormProps) {
  return (
    <ActionForm action={editFeedbackAction} label={`Edit F-${entry.number}`}>
      <input type="hidden" name="number" value={entry.number} />
      <input type="hidden" name="version" value={entry.version} />
      <TextField id="title" label="In one sentence" maxLength={200} defaultValue={entry.title} />
      <SelectField
        id="system"
        label="Where?"
        placeholder="I do not know"
        defaultValue={entry.system ?? ""}
        options={systems.map(({ key, name }) => ({ value: key, label: name }))}
      />
      <TextAreaField id="body" label="More, if you like" defaultValue={entry.body} />
      <FormFoot
        submit={`Save F-${entry.number}`}
        busyLabel="Saving…"
        cancelHref={`/feedback/${entry.number}`}
      />
    </ActionForm>
  );
}
