import { Callout } from "#components/ui/callout.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { counted } from "#lib/core/words.ts";
import type { ChangedSince } from "#lib/reviews/since-review.ts";

const shown = 50;

/** What the records say differently today. What was signed stands below, untouched. */
export function ChangedSinceReview({ since }: { since: ChangedSince[] }) {
  if (since.length === 0) return null;
  return (
    <div className="mt-6">
      <Callout tone="info" title={`Changed since the review: ${counted(since.length, "record", "records")}`}>
        <p>What was signed stands below as it was; these records say something else today.</p>
        <ul>
          {since.slice(0, shown).map((change) => (
            <li key={change.number ?? change.title} className="wrap-anywhere">
              {change.number !== null && (
                <>
                  <TextLink href={`/changes/${change.number}`}>C-{change.number}</TextLink>{" "}
                </>
              )}
              {change.title}: {change.what.join("; ")}
            </li>
          ))}
        </ul>
        {since.length > shown && <p>And {since.length - shown} more.</p>}
      </Callout>
    </div>
  );
}
