"use client";

import { useState } from "react";
import { SimilarFeedback } from "#components/feedback/similar-feedback.tsx";
import { QueryProvider } from "#components/layout/query-provider.tsx";
import { ActionForm } from "#components/ui/action-form.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { submitFeedbackAction } from "#lib/feedback/actions.ts";
import { visibilities, visibilityNames } from "#lib/feedback/model.ts";

type FeedbackFormProps = {
  systems: { key: string; name: string }[];
  /** Filled in from where the reader came: "change:43" and its name. */
  about: { text: string; name: string } | null;
  system: string | null;
};

/** One sentence is enough. What is alike shows while it is written. */
export function FeedbackForm({ systems, about, system }: FeedbackFormProps) {
  const [title, setTitle] = useState("");
  return (
    <QueryProvider>
      <ActionForm action={submitFeedbackAction} label="Say what is slow or broken">
        {about && (
          <>
            <input type="hidden" name="about" value={about.text} />
            <p className="mt-4 max-w-144 text-small text-ink-soft">About {about.name}.</p>
          </>
        )}
        <TextField
          id="title"
          label="In one sentence"
          hint="What were you doing, and what happened?"
          autoComplete="off"
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <SimilarFeedback title={title} />
        <SelectField
          id="system"
          label="Where?"
          placeholder="I do not know"
          defaultValue={system ?? ""}
          options={systems.map(({ key, name }) => ({ value: key, label: name }))}
        />
        <TextAreaField
          id="body"
          label="More, if you like"
          hint="Please no passwords and no personal data of others"
        />
        <SelectField
          id="visibility"
          label="Who may read it?"
          defaultValue="signed-in"
          options={visibilities.map((value) => ({ value, label: visibilityNames[value] }))}
        />
        <div className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
          <SubmitButton size="tall" busyLabel="Sending…">
            Send
          </SubmitButton>
          <span className="text-small text-ink-soft">You will hear back when it ships.</span>
        </div>
      </ActionForm>
    </QueryProvider>
  );
}
