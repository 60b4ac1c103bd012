"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { answerSolvedAction } from "#lib/feedback/actions.ts";
import { type SolvedAnswer, solvedAnswers, solvedNames } from "#lib/feedback/model.ts";

type SolvedFormProps = { number: number; change: number; mine: SolvedAnswer | null };

/** "Solved for you?" One press is the answer; another one takes its place. */
export function SolvedForm({ number, change, mine }: SolvedFormProps) {
  return (
    <ActionForm action={answerSolvedAction} label={`Solved for you by C-${change}?`} className="mt-3">
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="change" value={change} />
      <div className="flex flex-wrap items-center gap-2 text-small">
        <span className="font-strong">Solved for you?</span>
        {solvedAnswers.map((answer) => (
          <SubmitButton
            key={answer}
            variant="plain"
            name="answer"
            value={answer}
            aria-pressed={mine === answer}
          >
            {solvedNames[answer]}
          </SubmitButton>
        ))}
      </div>
      {mine && (
        <p role="status" className="mt-2 text-small text-ink-soft">
          You answered: {solvedNames[mine].toLowerCase()}. You can change it at any time.
        </p>
      )}
    </ActionForm>
  );
}
