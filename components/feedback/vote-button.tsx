"use client";

import { useVote } from "#components/feedback/use-vote.ts";
import { classNames } from "#components/ui/class-names.ts";

type VoteButtonProps = { number: number; title: string; votes: number; voted: boolean };

/** The count in a list, which is also the vote: pressed again it is taken back. */
export function VoteButton({ number, title, ...initial }: VoteButtonProps) {
  const { vote, toggle, pending } = useVote(number, initial);
  return (
    <button
      type="button"
      aria-pressed={vote.voted}
      aria-busy={pending || undefined}
      onClick={toggle}
      className={classNames(
        "grid min-h-12 min-w-14 place-content-center rounded-control px-2 text-center text-body/5 font-strong tabular-nums transition-colors duration-(--quick)",
        vote.voted
          ? "border-2 border-accent bg-accent-wash text-accent"
          : "border border-control hover:bg-wash",
      )}
    >
      {vote.votes.toLocaleString("en-GB")}
      <span className="block text-micro font-normal">
        {vote.voted ? "voted" : vote.votes === 1 ? "vote" : "votes"}
        <span className="sr-only"> for {title}</span>
      </span>
    </button>
  );
}
