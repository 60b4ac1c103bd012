import { TextLink } from "#components/ui/text-link.tsx";
import { counted } from "#lib/core/words.ts";

type EntryLineProps = { number: number; title: string; votes: number; status: string };

/** An entry in a list on another record's page: its title, and how much it is wanted. */
export function EntryLine({ number, title, votes, status }: EntryLineProps) {
  return (
    <div>
      <TextLink tone="plain" href={`/feedback/${number}`} className="font-medium wrap-anywhere">
        {title}
      </TextLink>
      <p className="text-small text-ink-muted">
        F-{number} · {counted(votes, "vote", "votes")} · {status}
      </p>
    </div>
  );
}
