"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { editNarrativeAction } from "#lib/plan/actions.ts";
import type { NarrativeText } from "#lib/plan/schema.ts";

/** The text of one section. Tables, charts and findings come from the records and are not written here. */
export function NarrativeForm({ text }: { text: NarrativeText }) {
  return (
    <ActionForm action={editNarrativeAction} label="Text of the section">
      {({ error, typed }) => (
        <>
          <input type="hidden" name="section" value={text.section} />
          <input type="hidden" name="version" value={text.version} />
          <TextAreaField
            id="markdown"
            label="Text"
            hint="Markdown. Tables, charts and findings are added below it from the records."
            rows={16}
            defaultValue={typed("markdown", text.markdown)}
            error={error("markdown")}
          />
          <div className="mt-block flex gap-3">
            <SubmitButton>Save text</SubmitButton>
            <LinkButton href={`/plan#${text.section}`} variant="quiet">
              Cancel
            </LinkButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
