/**
 * The sample's history as steps in time: each is done by one person at one moment, through the verb that people use.
 */

import { editChange } from "#lib/changes/commands/edit-change.ts";
import { fetchSeries } from "#lib/changes/commands/fetch-series.ts";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { moveChange } from "#lib/changes/commands/move-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { requestSeries } from "#lib/changes/commands/request-series.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { recordTestRun } from "#lib/metrics/commands/record-test-run.ts";
import { editNarrative } from "#lib/plan/commands/edit-narrative.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { narratives } from "#prisma/sample/narratives.ts";
import { type PersonKey, people } from "#prisma/sample/people.ts";
import type { SampleChange } from "#prisma/sample/sample-change.ts";
import { dayOf, timeOf, timesOf } from "#prisma/sample/schedule.ts";
import type { SampleTestRun } from "#prisma/sample/test-runs.ts";
import { uploadSimulated } from "#prisma/sample/upload.ts";

export type Step = { at: Date; by: PersonKey; act: (actor: Actor) => Promise<unknown> };

/** From its first note to its end. The number that the portal gives it is known to the later steps. */
export function changeSteps(change: SampleChange, now: Date): Step[] {
  const times = timesOf(change, now);
  const by = change.owner;
  let number = 0;
  const record = (more: object) => async (actor: Actor) => {
    const recorded = await recordChange(actor, { ...inputOf(change), ...more });
    number = recorded.number;
  };
  const move = (status: string, reason?: string) => (actor: Actor) =>
    moveChange(actor, { number, status, reason });
  const applied = appliedFields(change, times);
  const ending = change.ending;
  const end: Step[] = ending
    ? [
        {
          at: times.endedAt(ending.afterDays),
          by: ending.by,
          act: (actor) => move(ending.status, "reason" in ending ? ending.reason : undefined)(actor),
        },
      ]
    : [];
  if (change.reached === "draft") return [{ at: times.recordedAt, by, act: record({ status: "draft" }) }];
  if (change.plannedDays < 0) {
    return [
      { at: times.recordedAt, by, act: record({ ...applied, ...change.worth, status: "applied" }) },
      ...end,
    ];
  }
  const steps: Step[] = [{ at: times.recordedAt, by, act: record({ status: "planned" }) }];
  if (change.reached === "planned") return [...steps, ...end];
  steps.push({ at: times.startedAt, by, act: move("in-progress") });
  if (change.reached === "in-progress") return [...steps, ...end];
  const noteRollout = async (actor: Actor) => {
    await editChange(actor, { number, ...applied, ...change.worth });
    await moveChange(actor, { number, status: "applied" });
  };
  const measure = (change.measurements ?? []).map(
    (measurement): Step => ({
      at: times.measuredAt(measurement.afterDays),
      by,
      act: async (actor) => {
        const { metric, distribution } = measurement;
        if (distribution === "history") return measureByHistory(actor, number, metric);
        const files = await uploadSimulated(actor, change, { ...measurement, distribution });
        const order = distribution.kind === "runs" ? { order: distribution.order } : {};
        return measureChange(actor, { number, metric, ...files, ...order });
      },
    }),
  );
  return [...steps, { at: times.appliedNotedAt, by, act: noteRollout }, ...measure, ...end];
}

/** What the job does once the window after the change is full. */
async function measureByHistory(actor: Actor, number: number, metric: string) {
  const { id } = await requestSeries(actor, { number, metric });
  await fetchSeries(actor, { id }, actingTime(actor).getTime());
}

export function testRunStep(run: SampleTestRun, now: Date): Step {
  const ranAt = timeOf(dayOf(run.when, now), 10, run.title);
  const { kind, title, system, description, by } = run;
  return {
    at: new Date(ranAt.getTime() + 3_600_000),
    by,
    act: (actor) => recordTestRun(actor, { kind, title, system, description, ranAt: ranAt.toISOString() }),
  };
}

/** A reviewer wrote the text around the records on one morning of the latest quarter. */
export function narrativeSteps(now: Date): Step[] {
  const morning = dayOf({ quarter: 4, share: 0.2 }, now);
  return Object.entries(narratives).map(([section, markdown], index) => ({
    at: new Date(timeOf(morning, 9, "narratives").getTime() + index * 300_000),
    by: "nomsa",
    act: (actor) => editNarrative(actor, { section, markdown, version: 0 }),
  }));
}

function inputOf(change: SampleChange) {
  const { title, area, practice, system, description, rollbackPlan } = change;
  const { settings, evidence, links, prediction, guardrails } = change;
  return {
    ...{ title, area, practice, system, description, rollbackPlan },
    ...(settings ? { settings } : {}),
    ...(evidence ? { evidence } : {}),
    ...(links ? { links } : {}),
    ...(prediction ? { prediction } : {}),
    ...(guardrails ? { guardrails } : {}),
    owner: people[change.owner].email,
  };
}

const settleSeconds = 7_200;

function appliedFields(change: SampleChange, times: ReturnType<typeof timesOf>) {
  return {
    startedAt: earlier(times.startedAt, times.rolloutStart).toISOString(),
    rolloutStart: times.rolloutStart.toISOString(),
    rolloutEnd: times.rolloutEnd.toISOString(),
    appliedAt: times.rolloutEnd.toISOString(),
    ...(change.measurements ? { settleSeconds } : {}),
  };
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}
