import { listChanges } from "#lib/changes/queries.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { fiscalQuarterOf, shiftQuarter } from "#lib/core/time.ts";
import { listFeedback } from "#lib/feedback/queries/list-feedback.ts";
import { createItem } from "#lib/roadmap/commands/create-item.ts";
import { linkChange } from "#lib/roadmap/commands/link-change.ts";
import { linkItemFeedback } from "#lib/roadmap/commands/link-feedback.ts";
import { moveItem } from "#lib/roadmap/commands/move-item.ts";
import { sampleChanges } from "#prisma/sample/changes.ts";
import { people } from "#prisma/sample/people.ts";
import type { SampleItem, SampleQuarter } from "#prisma/sample/roadmap.ts";
import type { Moment } from "#prisma/sample/sample-change.ts";
import { dayOf, sampleCalendar, sampleQuarters, timeOf, timesOf } from "#prisma/sample/schedule.ts";
import type { Step } from "#prisma/sample/steps.ts";

/** An item from when it was added to where it stands; links follow once the change is written down, the end its verdict. */
export function itemSteps(item: SampleItem, now: Date): Step[] {
  const by = item.owner;
  let number = 0;
  const at = (moment: Moment, what: string) =>
    notAfter(now, timeOf(dayOf(moment, now), 13, `${item.title} ${what}`));
  const step = (moment: Moment, what: string, act: Step["act"]): Step => ({ at: at(moment, what), by, act });
  const move = (to: object) => (actor: Actor) => moveItem(actor, { number, ...to });
  const added = step(item.added, "added", async (actor) => {
    number = (await createItem(actor, inputOf(item, now))).number;
  });
  const { moved, begun, done } = item;
  return [
    added,
    ...(moved
      ? [step(moved.when, "moved", move({ quarter: keyOf(moved.to, now), reason: moved.reason }))]
      : []),
    ...(begun ? [step(begun, "begun", move({ horizon: "now" }))] : []),
    ...(done
      ? [{ at: later(at(done, "done"), measuredAt(item.changes, now)), by, act: move({ horizon: "done" }) }]
      : []),
    ...item.changes.map(
      (title): Step => ({
        at: notAfter(now, new Date(Math.max(recordedAt(title, now), added.at.getTime()) + 60_000)),
        by,
        act: async (actor) => linkChange(actor, { number, change: await numberOf(actor, title) }),
      }),
    ),
    // Feedback came before and after; today somebody tied it to what answers it.
    ...(item.feedback ?? []).map(
      (title): Step => ({
        at: now,
        by,
        act: async (actor) => linkItemFeedback(actor, { number, feedback: await entryOf(actor, title) }),
      }),
    ),
  ];
}

function inputOf(item: SampleItem, now: Date) {
  const [reach, impact, confidence, effort] = item.rice ?? [];
  return {
    title: item.title,
    description: item.description,
    system: item.system,
    team: item.team,
    owner: people[item.owner].email,
    quarter: keyOf(item.promised, now),
    ...(item.objective ? { objective: item.objective } : {}),
    ...(item.expected ? { expected: item.expected } : {}),
    ...(item.expectation ? { expectation: item.expectation } : {}),
    ...(item.rice ? { reach, impact, confidence, effort } : {}),
    ...(item.published === false ? { published: false } : {}),
  };
}

function keyOf(quarter: SampleQuarter | null, now: Date): string | null {
  const latest = sampleQuarters(now).at(-1);
  if (quarter === null || !latest) return null;
  return shiftQuarter(fiscalQuarterOf(latest.from, sampleCalendar), quarter - 4);
}

function recordedAt(title: string, now: Date): number {
  const change = sampleChanges.find((one) => one.title === title);
  if (!change) throw new Error(`There is no change "${title}" in the sample.`);
  return timesOf(change, now).recordedAt.getTime();
}

/** When the last verdict on these changes was there. */
function measuredAt(titles: string[], now: Date): Date {
  const times = sampleChanges
    .filter(({ title }) => titles.includes(title))
    .flatMap((change) =>
      (change.measurements ?? []).map(({ afterDays }) =>
        timesOf(change, now).measuredAt(afterDays).getTime(),
      ),
    );
  return notAfter(now, new Date(Math.max(0, ...times) + 3_600_000));
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}

async function numberOf(actor: Actor, title: string): Promise<number> {
  const { items } = await listChanges(actor, { q: title.slice(0, 200), limit: 50 });
  const change = items.find((one) => one.title === title);
  if (!change) throw new Error(`The change "${title}" is not written down yet.`);
  return change.number;
}

async function entryOf(actor: Actor, title: string): Promise<number> {
  const { items } = await listFeedback(actor, { q: title, limit: 50 });
  const entry = items.find((one) => one.title === title);
  if (!entry) throw new Error(`The feedback "${title}" is not in the sample.`);
  return entry.number;
}

function notAfter(limit: Date, date: Date): Date {
  return date < limit ? date : limit;
}
