/** The sample's feedback as steps in time, each through the verb that people use. */

import type { Actor } from "#lib/core/access/actor.ts";
import { answerSolved } from "#lib/feedback/commands/answer-solved.ts";
import { commentOnFeedback } from "#lib/feedback/commands/comment.ts";
import { editFeedback } from "#lib/feedback/commands/edit-feedback.ts";
import { linkFeedback } from "#lib/feedback/commands/link-feedback.ts";
import { mergeFeedback } from "#lib/feedback/commands/merge-feedback.ts";
import { noteOnFeedback } from "#lib/feedback/commands/note.ts";
import { rateSystem } from "#lib/feedback/commands/rate-system.ts";
import { submitFeedback } from "#lib/feedback/commands/submit-feedback.ts";
import { tellSolved } from "#lib/feedback/commands/tell-solved.ts";
import { voteForFeedback } from "#lib/feedback/commands/vote.ts";
import { db } from "#lib/server/db.ts";
import { sampleChanges } from "#prisma/sample/changes.ts";
import { ratings, type SampleFeedback } from "#prisma/sample/feedback.ts";
import { timesOf } from "#prisma/sample/schedule.ts";
import type { Step } from "#prisma/sample/steps.ts";

const day = 86_400_000;
const minute = 60_000;

export function feedbackSteps(entry: SampleFeedback, now: Date): Step[] {
  const change = sampleChanges.find(({ title }) => title === entry.change);
  const answered = change ? timesOf(change, now) : null;
  const anchor = answered?.rolloutStart ?? now;
  const at = (daysBefore: number, minutes = 0) =>
    earlier(now, new Date(anchor.getTime() - daysBefore * day + minutes * minute));
  let number = 0;
  let merged = 0;
  const steps: Step[] = [
    {
      at: at(entry.daysBefore),
      by: entry.by,
      act: async (actor) => {
        const { title, body, system } = entry;
        number = (await submitFeedback(actor, { title, body, system })).number;
      },
    },
  ];
  for (const [index, { by, importance, affects }] of entry.votes.entries()) {
    steps.push({
      at: at(entry.daysBefore, 200 * (index + 1)),
      by,
      act: (actor) => voteForFeedback(actor, { number, importance, affects }),
    });
  }
  const second = entry.merged;
  if (second) {
    steps.push({
      at: at(entry.daysBefore - 2),
      by: second.by,
      act: async (actor) => {
        merged = (await submitFeedback(actor, { title: second.title, system: entry.system })).number;
      },
    });
    for (const by of second.votes) {
      steps.push({
        at: at(entry.daysBefore - 2, 60),
        by,
        act: (actor) => voteForFeedback(actor, { number: merged }),
      });
    }
    steps.push({
      at: at(entry.daysBefore - 3),
      by: "thandi",
      act: (actor) => mergeFeedback(actor, { number: merged, into: number }),
    });
  }
  const { status, note } = entry;
  if (status) {
    const { key, reason, by } = status;
    steps.push({
      at: at(entry.daysBefore - 4),
      by,
      act: (actor) => editFeedback(actor, { number, status: key, reason }),
    });
  }
  if (note) {
    const { by, body } = note;
    steps.push({ at: at(entry.daysBefore - 5), by, act: (actor) => noteOnFeedback(actor, { number, body }) });
  }
  for (const { by, body, daysBefore } of entry.comments ?? []) {
    steps.push({ at: at(daysBefore), by, act: (actor) => commentOnFeedback(actor, { number, body }) });
  }
  if (!change || !answered) return steps;
  const linkedAt = later(answered.recordedAt, at(Math.min(6, entry.daysBefore - 5)));
  const changeNumber = () => numberOf(change.title);
  steps.push({
    at: new Date(linkedAt.getTime() + minute),
    by: change.owner,
    act: async (actor) => linkFeedback(actor, { number, about: `change:${await changeNumber()}` }),
  });
  const measured =
    change.measurements?.map(({ afterDays }) => answered.measuredAt(afterDays).getTime()) ?? [];
  if (measured.length === 0) return steps;
  const told = Math.max(...measured) + 5 * minute;
  steps.push({
    at: earlier(now, new Date(told)),
    by: change.owner,
    act: async (actor) => tellSolved(actor, { number: await changeNumber() }),
  });
  for (const [index, { by, answer }] of (entry.answers ?? []).entries()) {
    steps.push({
      at: earlier(now, new Date(told + (index + 1) * 600 * minute)),
      by,
      act: async (actor) => answerSolved(actor, { number, change: await changeNumber(), answer }),
    });
  }
  return steps;
}

export function ratingSteps(now: Date): Step[] {
  return ratings.map(({ system, change: title, by, value, days }) => {
    const change = sampleChanges.find((one) => one.title === title);
    if (!change) throw new Error(`The sample has no change "${title}".`);
    const { rolloutStart, rolloutEnd } = timesOf(change, now);
    const from = days < 0 ? rolloutStart : rolloutEnd;
    return {
      at: earlier(now, new Date(from.getTime() + days * day)),
      by,
      act: (actor: Actor) => rateSystem(actor, { system, value }),
    };
  });
}

/** The number that the portal gave to a change of this title. */
async function numberOf(title: string): Promise<number> {
  return (await db.change.findFirstOrThrow({ where: { title }, select: { number: true } })).number;
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
