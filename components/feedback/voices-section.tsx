import { EntryLine } from "#components/feedback/entry-line.tsx";
import { RatingBars } from "#components/feedback/rating-bars.tsx";
import { SolvedLine } from "#components/feedback/solved-news.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Section } from "#components/ui/section.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { Voices } from "#lib/feedback/schema.ts";

/** On the record of a change: who asked for it, how people rate the system, whether it is solved for them. */
export function VoicesSection({ voices }: { voices: Voices }) {
  const { change, entries, ratings, others, solved, disagreement } = voices;
  const rated = ratings.before.n + ratings.after.n > 0;
  return (
    <Section
      title="What people say"
      id="feedback"
      aside={
        <TextLink href={`/feedback/new?about=change:${change}`} tone="accent">
          Say what is slow about it
        </TextLink>
      }
    >
      {disagreement && (
        <div className="mt-4">
          <Callout tone="doubt" title="People and metrics disagree">
            {disagreement}
          </Callout>
        </div>
      )}
      {entries.length === 0 ? (
        <p className="mt-4 text-ink-soft">No feedback is linked to this change.</p>
      ) : (
        <ul>
          {entries.map((entry) => (
            <li key={entry.number} className="border-b border-rule py-3">
              <EntryLine {...entry} status={entry.status.name} />
            </li>
          ))}
        </ul>
      )}
      {entries.length === 5 && (
        <p className="mt-3 text-small">
          <TextLink href={`/feedback?change=${change}`}>All feedback on C-{change}</TextLink>
        </p>
      )}
      <SolvedLine solved={solved} />
      {rated && (
        <div className="mt-5 max-w-88">
          <RatingBars ratings={ratings} others={others} />
        </div>
      )}
    </Section>
  );
}
