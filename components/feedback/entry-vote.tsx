"use client";

import { useVote, type Vote } from "#components/feedback/use-vote.ts";
import { buttonLook } from "#components/ui/button-look.ts";
import { classNames } from "#components/ui/class-names.ts";

/** The vote at the head of an entry: "Vote · 40", then "You voted · 41". */
export function EntryVote({ number, ...initial }: Vote & { number: number }) {
  const { vote, toggle, pending } = useVote(number, initial);
  return (
    <button
      type="button"
      aria-pressed={vote.voted}
      aria-busy={pending || undefined}
      onClick={toggle}
      className={classNames(buttonLook("plain", "medium"), vote.voted && "border-accent! text-accent!")}
    >
      <span>
        {vote.voted ? "You voted" : "Vote"} · {vote.votes.toLocaleString("en-GB")}
      </span>
    </button>
  );
}
