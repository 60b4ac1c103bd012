"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { markTeamAction } from "#lib/reviews/actions.ts";

type MarkTeamFormProps = {
  quarter: string;
  team: { team: string; name: string };
  goneThrough: boolean;
};

/** Marks a team's part of a review as gone through, or takes that back. */
export function MarkTeamForm({ quarter, team: { team, name }, goneThrough }: MarkTeamFormProps) {
  return (
    <ActionForm action={markTeamAction} label={`The part of ${name}`}>
      <input type="hidden" name="quarter" value={quarter} />
      <input type="hidden" name="team" value={team} />
      <input type="hidden" name="goneThrough" value={goneThrough ? "no" : "yes"} />
      <SubmitButton variant={goneThrough ? "quiet" : "plain"}>
        {goneThrough ? "Take the mark back" : "Mark as gone through"}
      </SubmitButton>
    </ActionForm>
  );
}
