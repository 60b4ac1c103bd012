"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { FormFoot } from "#components/ui/form-foot.tsx";
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
          <FormFoot submit="Save text" cancelHref={`/plan#${text.section}`} />
        </>
      )}
    </ActionForm>
  );
}
