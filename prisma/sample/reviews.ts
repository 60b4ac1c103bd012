/**
 * Two quarterly reviews of the sample: one held to its end and sealed, one that is being held. They decide about
 * whatever the sample's changes said at that time, through the verbs that people use.
 */

import type { ChangeListItem } from "#lib/changes/schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { fiscalQuarterOf, shiftQuarter } from "#lib/core/time.ts";
import { recordAction } from "#lib/reviews/commands/actions-of-review.ts";
import { commentOnReview } from "#lib/reviews/commands/comment-on-review.ts";
import { decideOnChange } from "#lib/reviews/commands/decide-on-change.ts";
import { markTeam } from "#lib/reviews/commands/mark-team.ts";
import { openReview } from "#lib/reviews/commands/open-review.ts";
import { putActionOnRoadmap } from "#lib/reviews/commands/put-action-on-roadmap.ts";
import { signReview } from "#lib/reviews/commands/sign-review.ts";
import type { Mark } from "#lib/reviews/model.ts";
import { getReview, listReviewChanges } from "#lib/reviews/queries/get-review.ts";
import { people } from "#prisma/sample/people.ts";
import { plusDays, sampleCalendar, sampleQuarters, timeOf } from "#prisma/sample/schedule.ts";
import type { Step } from "#prisma/sample/steps.ts";

/** Which of the sample's five quarters; the last one is the running one. */
const signedQuarter = 2;
const openQuarter = 3;

export function reviewSteps(now: Date): Step[] {
  return [...signedReview(now), ...openedReview(now)];
}

function signedReview(now: Date): Step[] {
  const { quarter, at } = quarterOf(signedQuarter, now);
  return [
    { at: at(4, 9), by: "nomsa", act: (actor) => openReview(actor, { quarter }) },
    { at: at(5, 10), by: "nomsa", act: (actor) => decideAll(actor, quarter, Number.POSITIVE_INFINITY) },
    {
      at: at(5, 14),
      by: "kagiso",
      act: (actor) =>
        commentOnReview(actor, {
          quarter,
          body: "What could not be proven should come back with interleaved runs, not with more of the same.",
        }),
    },
    {
      at: at(5, 15),
      by: "nomsa",
      act: (actor) =>
        recordAction(actor, {
          quarter,
          title: "Plan interleaved runs for every load test",
          owner: people.sipho.email,
          dueQuarter: shiftQuarter(quarter, 1),
        }),
    },
    { at: at(5, 16), by: "nomsa", act: (actor) => putActions(actor, quarter) },
    { at: at(5, 17), by: "nomsa", act: (actor) => markTeams(actor, quarter) },
    { at: at(6, 9), by: "nomsa", act: (actor) => signReview(actor, { quarter }) },
    { at: at(7, 11), by: "naledi", act: (actor) => signReview(actor, { quarter }) },
  ];
}

function openedReview(now: Date): Step[] {
  const { quarter, at } = quarterOf(openQuarter, now);
  return [
    { at: at(4, 9), by: "nomsa", act: (actor) => openReview(actor, { quarter }) },
    { at: at(5, 10), by: "nomsa", act: (actor) => decideAll(actor, quarter, 2) },
    { at: at(5, 11), by: "nomsa", act: (actor) => putActions(actor, quarter) },
  ];
}

function quarterOf(index: number, now: Date) {
  const range = sampleQuarters(now)[index];
  if (!range) throw new RangeError(`The sample has no quarter ${index}.`);
  const quarter = fiscalQuarterOf(range.from, sampleCalendar);
  return {
    quarter,
    at: (days: number, hour: number) => timeOf(plusDays(range.to, days), hour, `review ${quarter} ${days}`),
  };
}

/** Decides about the first so many changes, each by what its verdict says. */
async function decideAll(actor: Actor, quarter: string, most: number): Promise<void> {
  const { items } = await listReviewChanges(actor, { quarter, limit: 200 });
  for (const { change } of items.slice(0, most)) {
    await decideOnChange(actor, { quarter, change: change.number, ...decisionOn(change, quarter) });
  }
}

/** What a worker does beside the web: here at its own time, so that the roadmap's history has it there. */
async function putActions(actor: Actor, quarter: string): Promise<void> {
  const { actions } = await getReview(actor, { quarter });
  for (const { id } of actions) await putActionOnRoadmap(actor, { action: id });
}

/** Every team of the review went through its part. */
async function markTeams(actor: Actor, quarter: string): Promise<void> {
  const { teams } = await getReview(actor, { quarter });
  for (const { team } of teams) await markTeam(actor, { quarter, team });
}

type SampleDecision = { decision: Mark; note: string; action?: object };

function decisionOn(change: ChangeListItem, quarter: string): SampleDecision {
  const dueQuarter = shiftQuarter(quarter, 1);
  if (change.status === "rolled-back" || change.status === "abandoned") {
    return { decision: "roll-back", note: "Done already. The attempt stays findable." };
  }
  switch (change.outcome) {
    case "improved":
      return { decision: "keep", note: "" };
    case "regressed":
      return {
        decision: "roll-back",
        note: "It made things worse and nobody depends on it.",
        action: { title: `Take back: ${change.title}`, owner: change.owner?.email ?? null, dueQuarter },
      };
    case "unchanged":
      return { decision: "keep", note: "No effect that matters; it does no harm either." };
    case "inconclusive":
      return { decision: "measure-again", note: "Five interleaved runs a side could settle it." };
    case "reported":
      return { decision: "follow-up", note: "One number a side proves nothing yet." };
    case "none":
      return { decision: "open", note: "Not measured yet." };
  }
}
