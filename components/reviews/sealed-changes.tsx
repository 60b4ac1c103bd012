import { VerdictMark } from "#components/changes/verdict-mark.tsx";
import { WhyInReview } from "#components/reviews/why-in-review.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { statusNames } from "#lib/changes/model.ts";
import { outcomeNames } from "#lib/core/outcome-words.ts";
import { markNames } from "#lib/reviews/model.ts";
import type { SealedChange } from "#lib/reviews/review-content.ts";

/** The changes as they were signed: sentence, decision and note. */
export function SealedChanges({ changes }: { changes: SealedChange[] }) {
  return (
    <ul>
      {changes.map((change) => (
        <SealedItem key={change.number} change={change} />
      ))}
    </ul>
  );
}

function SealedItem({ change }: { change: SealedChange }) {
  const outcome = change.outcome === "none" ? "measuring" : change.outcome;
  const { decision } = change;
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-3 border-b border-rule py-3 max-md:grid-cols-[1rem_minmax(0,1fr)]">
      <VerdictMark outcome={outcome} className="mt-1" />
      <div className="min-w-0">
        <p className="text-pretty wrap-anywhere">
          <span className="sr-only">{outcomeNames[outcome]}: </span>
          {change.primary?.verdict.sentence ?? `${change.title}: no verdict`}
        </p>
        <p className="text-small text-ink-muted wrap-anywhere">
          <TextLink href={`/changes/${change.number}`}>C-{change.number}</TextLink> {change.title} ·{" "}
          {statusNames[change.status].toLowerCase()}
          {change.team && ` · ${change.team}`}
          {change.owner && ` · ${change.owner}`}{" "}
          <WhyInReview
            carriedFrom={change.carriedFrom}
            lostAfter={change.lostAfter ?? null}
            fadingAfter={change.fadingAfter ?? null}
          />
        </p>
        {decision.note && <p className="mt-1 max-w-measure text-small text-ink-soft">{decision.note}</p>}
      </div>
      <p className="text-right text-small max-md:col-start-2 max-md:text-left">
        <b className="font-medium">{markNames[decision.decision]}</b>
        <span className="block text-ink-muted max-md:inline"> {decision.by}</span>
      </p>
    </li>
  );
}
