"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { notify } from "#components/ui/notices.ts";
import { voteAction } from "#lib/feedback/actions.ts";

export type Vote = { votes: number; voted: boolean };

/**
 * The vote of one entry, shown as cast before the portal has answered. A refusal, or a portal that cannot be reached,
 * brings the old count back and says why.
 */
export function useVote(number: number, initial: Vote) {
  const client = useQueryClient();
  const queryKey = ["feedback", number, "vote"];
  const { data: vote } = useQuery({
    queryKey,
    queryFn: () => initial,
    initialData: initial,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { mutate, isPending } = useMutation({
    // Without a network it fails at once and says so, instead of waiting unseen for one.
    networkMode: "always",
    mutationFn: async (cast: boolean) => {
      const { state, refusal } = await voteAction({ number, vote: cast });
      if (!state) throw new Refused(refusal);
      return state;
    },
    onMutate: async (cast) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData<Vote>(queryKey) ?? initial;
      const step = Number(cast) - Number(before.voted);
      client.setQueryData<Vote>(queryKey, { votes: before.votes + step, voted: cast });
      return { before };
    },
    onSuccess: ({ votes, voted }) => client.setQueryData<Vote>(queryKey, { votes, voted }),
    onError: (error, _cast, context) => {
      client.setQueryData<Vote>(queryKey, context?.before ?? initial);
      const why = error instanceof Refused ? error.message : "The portal could not be reached.";
      notify({ text: `Your vote was not taken. ${why}` });
    },
  });
  return { vote, pending: isPending, toggle: () => mutate(!vote.voted), cast: () => mutate(true) };
}

class Refused extends Error {}
