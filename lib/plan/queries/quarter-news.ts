import { visibleChanges } from "#lib/changes/access.ts";
import { leftInWords } from "#lib/changes/gain-kept.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize, may } from "#lib/core/access/authorize.ts";
import type { TimeRange } from "#lib/core/time.ts";
import { plural } from "#lib/core/words.ts";
import { visibleFeedback } from "#lib/feedback/access.ts";
import { type Point, shownAtMost } from "#lib/plan/overview-parts.ts";
import { db } from "#lib/server/db.ts";

/** Proven gains whose latest check in this time found them fading or lost, those that are lost first. */
export async function lostGains(actor: Actor, { from, to }: TimeRange): Promise<Point[]> {
  authorize(actor, "change.view");
  const checks = await db.watchCheck.findMany({
    where: {
      state: { in: ["fading", "lost"] },
      checkedAt: { gte: from, lt: to },
      change: { AND: [visibleChanges(actor), { status: { notIn: ["rolled-back", "abandoned"] } }] },
    },
    orderBy: [{ state: "desc" }, { checkedAt: "desc" }, { id: "asc" }],
    // A change may be checked several times in a quarter.
    take: shownAtMost * 4,
    select: { days: true, state: true, kept: true, change: { select: { number: true } } },
  });
  const first = new Map(checks.toReversed().map((check) => [check.change.number, check]));
  return checks
    .filter((check) => first.get(check.change.number) === check)
    .slice(0, shownAtMost)
    .map(({ days, state, kept: share, change: { number } }) => ({
      sentence: `The gain of C-${number} is ${state}, ${days} days after its verdict.`,
      note: share === null ? null : leftInWords(share),
      href: `/changes/${number}`,
    }));
}

/**
 * What users sent in this time, the most wanted first, and whether what was done solved it for those who asked. What is
 * for the team alone is left out, whoever reads: the page is printed and shared.
 */
export async function voicesOf(actor: Actor, { from, to }: TimeRange): Promise<Point[]> {
  if (!may(actor, "feedback.view")) return [];
  const [entries, answers] = await Promise.all([
    db.feedback.findMany({
      where: {
        AND: [
          visibleFeedback(actor),
          {
            listed: true,
            moderation: "approved",
            visibility: { not: "team" },
            createdAt: { gte: from, lt: to },
          },
        ],
      },
      orderBy: { voteRank: "desc" },
      take: shownAtMost,
      select: { number: true, title: true, voteCount: true, status: { select: { name: true } } },
    }),
    db.feedbackAnswer.groupBy({
      by: ["answer"],
      where: { createdAt: { gte: from, lt: to } },
      _count: { _all: true },
    }),
  ]);
  const count = (answer: string) => answers.find((row) => row.answer === answer)?._count._all ?? 0;
  const [yes, all] = [count("yes"), answers.reduce((sum, { _count }) => sum + _count._all, 0)];
  return [
    ...entries.map(({ number, title, voteCount, status }) => ({
      sentence: title,
      note: `${voteCount.toLocaleString("en-GB")} ${plural(voteCount, "vote", "votes")} · ${status.name}`,
      href: `/feedback/${number}`,
    })),
    ...(all > 0
      ? [
          {
            sentence: `Solved for ${yes.toLocaleString("en-GB")} of ${all.toLocaleString("en-GB")} who were asked.`,
            note: null,
            href: "/feedback",
          },
        ]
      : []),
  ];
}

/** The review of a quarter that is open, and asks for this reader. */
export async function openReview(actor: Actor, quarter: string): Promise<Point | null> {
  if (!may(actor, "review.sign")) return null;
  const open = await db.review.findFirst({ where: { quarter, sealedAt: null }, select: { quarter: true } });
  return (
    open && {
      sentence: "Decide and sign: the review of this quarter is open.",
      note: null,
      href: `/reviews/${quarter}`,
    }
  );
}
