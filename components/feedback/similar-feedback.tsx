"use client";

import { useQuery } from "@tanstack/react-query";
import { useVote } from "#components/feedback/use-vote.ts";
import { Button } from "#components/ui/button.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { useSettled } from "#components/ui/use-settled.ts";
import { counted } from "#lib/core/words.ts";
import { similarFeedbackAction } from "#lib/feedback/actions.ts";
import type { SimilarFeedback as Similar } from "#lib/feedback/schema.ts";

/** Entries like the one being written, with a vote at hand: a vote there counts more than the same thing twice. */
export function SimilarFeedback({ title }: { title: string }) {
  const settled = useSettled(title.trim(), 250);
  const { data = [] } = useQuery({
    queryKey: ["feedback", "similar", settled],
    queryFn: () => similarFeedbackAction(settled),
    enabled: settled.length >= 4,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  const shown = settled.length >= 4 ? data.slice(0, 3) : [];
  return (
    <div role="status" className="max-w-144">
      {shown.length > 0 && (
        <section
          aria-label="Similar feedback"
          className="mt-2.5 rounded-panel border border-rule-strong text-small"
        >
          <p className="border-b border-rule px-4 py-2.5 font-strong">
            Is it one of these? Your vote counts more there.
          </p>
          <ul>
            {shown.map((entry) => (
              <SimilarEntry key={entry.number} entry={entry} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function SimilarEntry({ entry }: { entry: Similar }) {
  const { vote, cast } = useVote(entry.number, entry);
  return (
    <li className="flex items-center justify-between gap-4 border-b border-rule px-4 py-3 last:border-b-0">
      <div className="min-w-0">
        <TextLink tone="plain" href={`/feedback/${entry.number}`} className="font-medium wrap-anywhere">
          {entry.title}
        </TextLink>
        <p className="text-ink-muted">
          {[entry.systemName, counted(vote.votes, "vote", "votes"), entry.status.name.toLowerCase()]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      {vote.voted ? (
        <span className="text-ink-soft whitespace-nowrap">You voted</span>
      ) : (
        <Button onClick={cast}>
          Vote<span className="sr-only"> for {entry.title}</span>
        </Button>
      )}
    </li>
  );
}
