import { RatingBars } from "#components/feedback/rating-bars.tsx";
import { StakeForm } from "#components/feedback/stake-form.tsx";
import { TakeAway } from "#components/feedback/take-away.tsx";
import { Button } from "#components/ui/button.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { SectionHead } from "#components/ui/section-head.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { followAction } from "#lib/feedback/actions.ts";
import { aboutText, importanceNames } from "#lib/feedback/model.ts";
import type { Feedback, Voices } from "#lib/feedback/schema.ts";

type EntryFactsProps = {
  entry: Feedback;
  /** Of the system, around the change that answers it; null where there is none. */
  voices: Pick<Voices, "ratings" | "others"> | null;
  mayTriage: boolean;
  zone: string;
};

/** Beside an entry: ratings, how it went, what it is tied to, and one's own stake in it. */
export function EntryFacts({ entry, voices, mayTriage, zone }: EntryFactsProps) {
  const { importance, affects, weighted } = entry.stakes;
  // Roadmap items have their own list below, with when they are planned.
  const links = entry.links.filter(({ kind }) => kind !== "roadmap-item");
  return (
    <div className="grid gap-9">
      {voices && voices.ratings.before.n + voices.ratings.after.n > 0 && (
        <div>
          <SectionHead title="How people rate it" level={3} />
          <RatingBars ratings={voices.ratings} others={voices.others} />
        </div>
      )}
      <div>
        <SectionHead title="Progress" level={3} />
        <Facts
          facts={entry.moves.map((move, index) => ({
            name: index === 0 ? "Sent" : move.status,
            value: (
              <>
                <Timestamp at={move.at} zone={zone} only="day" />
                {move.reason && <span className="block text-ink-soft">{move.reason}</span>}
              </>
            ),
          }))}
        />
      </div>
      {links.length > 0 && (
        <div>
          <SectionHead title="Tied to" level={3} />
          <ul className="text-small">
            {links.map((link) => (
              <li
                key={aboutText(link)}
                className="flex items-center justify-between gap-3 border-b border-rule py-2"
              >
                <Linked link={link} entry={entry} />
                {mayTriage && <TakeAway number={entry.number} about={aboutText(link)} />}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div>
        <SectionHead title="What it means to people" level={3} />
        <Facts
          facts={[
            { name: "Votes", value: entry.votes.toLocaleString("en-GB") },
            ...(mayTriage ? [{ name: "Weighted", value: weighted.toLocaleString("en-GB") }] : []),
            {
              name: "Matters",
              value:
                importance === null
                  ? "Nobody has said"
                  : `${importance} of 3 (${importanceNames[Math.round(importance) as 1 | 2 | 3].toLowerCase()})`,
            },
            ...(affects === null
              ? []
              : [{ name: "Affects", value: `About ${affects.toLocaleString("en-GB")} people` }]),
          ]}
        />
        {entry.myVote.voted && (
          <StakeForm
            number={entry.number}
            importance={entry.myVote.importance}
            affects={entry.myVote.affects}
          />
        )}
        <form action={followAction} className="mt-5">
          <input type="hidden" name="number" value={entry.number} />
          <input type="hidden" name="follow" value={entry.following ? "no" : "yes"} />
          <Button type="submit">{entry.following ? "Stop following" : `Follow F-${entry.number}`}</Button>
          <p className="mt-1.5 text-small text-ink-muted">
            {entry.following ? "You hear of comments and of what ships." : "You hear nothing of it."}
          </p>
        </form>
      </div>
    </div>
  );
}

type LinkedProps = { entry: Feedback; link: Feedback["links"][number] };

function Linked({ link, entry }: LinkedProps) {
  if (link.kind === "change") {
    const change = entry.changes.find(({ number }) => String(number) === link.key);
    return change ? (
      <TextLink href={`/changes/${change.number}`}>
        C-{change.number} {change.title}
      </TextLink>
    ) : (
      <span>C-{link.key}</span>
    );
  }
  if (link.kind === "roadmap-item") return null;
  if (link.kind === "plan") return <TextLink href="/plan">The plan</TextLink>;
  return <TextLink href={`${homes[link.kind]}/${link.key}`}>{`${names[link.kind]} ${link.key}`}</TextLink>;
}

const homes = { metric: "/metrics", system: "/systems", review: "/reviews" };
const names = { metric: "Metric", system: "System", review: "Review" };
