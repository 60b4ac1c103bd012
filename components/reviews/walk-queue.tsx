import Link from "next/link";
import { VerdictMark } from "#components/changes/verdict-mark.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { outcomeNames } from "#lib/core/outcome-words.ts";
import { markNames } from "#lib/reviews/model.ts";
import type { ReviewChange } from "#lib/reviews/schema.ts";
import { teamQuery } from "#lib/reviews/team-rows.ts";

type WalkQueueProps = { quarter: string; queue: ReviewChange[]; team?: string | undefined; current: number };

/** The changes around the one that is looked at, with what was decided about each. */
export function WalkQueue({ quarter, queue, team, current }: WalkQueueProps) {
  return (
    <nav aria-label="Changes of this review" className="max-lg:hidden">
      <ol className="mt-4">
        {queue.map(({ change, decision }) => {
          const outcome = change.outcome === "none" ? "measuring" : change.outcome;
          return (
            <li key={change.number}>
              <Link
                href={`/reviews/${quarter}/walk?change=${change.number}${teamQuery(team, "?")}`}
                prefetch={false}
                aria-current={change.number === current ? "step" : undefined}
                className={classNames(
                  "-ml-2.5 grid grid-cols-[1rem_minmax(0,1fr)_auto] items-baseline gap-2.5 border-b border-rule px-2.5 py-2 text-small no-underline",
                  change.number === current ? "rounded-control bg-wash-strong font-strong" : "hover:bg-wash",
                )}
              >
                <VerdictMark outcome={outcome} className="mt-0.5 self-start" />
                <span className="wrap-anywhere">
                  <span className="sr-only">{outcomeNames[outcome]}: </span>
                  {change.title}
                </span>
                <span className="font-normal text-ink-muted">{decision && markNames[decision.decision]}</span>
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
