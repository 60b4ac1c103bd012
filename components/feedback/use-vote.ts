"use client";

import { useOptimistic, useState, useTransition } from "react";
import { notify } from "#components/ui/notices.ts";
import { voteAction } from "#lib/feedback/actions.ts";

export type Vote = { votes: number; voted: boolean };

/**
 * The vote of one entry, shown as cast before the portal has answered. A refusal, or a portal that cannot be reached,
 * brings the old count back and says why.
 */
export function useVote(number: number, given: Vote) {
  // What the portal answered, until the page itself brings something newer.
  const [answered, setAnswered] = useState<{ to: Vote; vote: Vote } | null>(null);
  const known = answered && sameVote(answered.to, given) ? answered.vote : given;
  const [vote, show] = useOptimistic(known, (before, voted: boolean) => ({
    votes: before.votes + Number(voted) - Number(before.voted),
    voted,
  }));
  const [pending, startTransition] = useTransition();
  const cast = (voted: boolean) =>
    startTransition(async () => {
      show(voted);
      const { state, refusal } = await voteAction({ number, vote: voted }).catch(unreached);
      if (state) startTransition(() => setAnswered({ to: given, vote: state }));
      else notify({ text: `Your vote was not taken. ${refusal}` });
    });
  return { vote, pending, toggle: () => cast(!vote.voted), cast: () => cast(true) };
}

function sameVote(a: Vote, b: Vote): boolean {
  return a.votes === b.votes && a.voted === b.voted;
}

const unreached = () => ({ state: null, refusal: "The portal could not be reached." });
