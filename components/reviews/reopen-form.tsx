"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { reopenReviewAction } from "#lib/reviews/actions.ts";

/** Makes a new version of a signed review; asks why. */
export function ReopenForm({ quarter, version }: { quarter: string; version: number }) {
  return (
    <ActionForm action={reopenReviewAction} label="Reopen the review">
      <input type="hidden" name="quarter" value={quarter} />
      <TextAreaField
        id="reason"
        label="Why is a new version needed?"
        hint={`Version ${version} stays as it was signed. The decisions are taken over into version ${version + 1}.`}
      />
      <div className="mt-4">
        <SubmitButton variant="plain" busyLabel="Reopening…">
          Reopen as version {version + 1}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
