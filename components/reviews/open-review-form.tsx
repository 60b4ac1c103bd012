"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { openReviewAction } from "#lib/reviews/actions.ts";

/** Opens the review of one quarter. */
export function OpenReviewForm({
  quarter,
  label,
  primary,
}: {
  quarter: string;
  label: string;
  primary: boolean;
}) {
  return (
    <ActionForm action={openReviewAction} label={`Open the review of ${label}`}>
      <input type="hidden" name="quarter" value={quarter} />
      <SubmitButton variant={primary ? "primary" : "plain"} busyLabel="Opening…">
        Open the review of {label}
      </SubmitButton>
    </ActionForm>
  );
}
