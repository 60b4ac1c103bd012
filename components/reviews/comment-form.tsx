"use client";

import { useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { commentAction } from "#lib/reviews/actions.ts";

/** Says something about a review, or about one of its changes. */
export function CommentForm({ quarter, change }: { quarter: string; change?: number }) {
  const [said, setSaid] = useState(0);
  return (
    <ActionForm key={said} action={commentAction} label="Comment" onDone={() => setSaid(said + 1)}>
      <input type="hidden" name="quarter" value={quarter} />
      {change !== undefined && <input type="hidden" name="change" value={change} />}
      <TextAreaField
        id="body"
        label="Comment"
        hint="Everybody who is signed in reads it once the review is signed."
      />
      <div className="mt-4">
        <SubmitButton variant="plain">Add comment</SubmitButton>
      </div>
    </ActionForm>
  );
}
