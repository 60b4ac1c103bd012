import { z } from "zod";
import { job } from "#lib/core/job.ts";

/** Reads the series that a measurement was asked from, and freezes it once its windows are full. */
export const fetchSeriesJob = job({
  name: "changes.fetch-series",
  payload: z.strictObject({ id: z.uuid() }),
  retries: 3,
  schedule: null,
});

/** Every ten minutes: what is due and was not fetched, because a worker died or a job was lost. */
export const fetchDueSeriesJob = job({
  name: "changes.fetch-due-series",
  payload: z.strictObject({}),
  retries: 0,
  schedule: "*/10 * * * *",
});

/** A change became verified by a proven improvement: those who asked for it hear what it brought. */
export const changeVerifiedJob = job({
  name: "change.verified",
  payload: z.strictObject({ number: z.number().int() }),
  retries: 5,
  schedule: null,
});

/** At 7, 30 and 90 days: does a proven gain still stand? */
export const checkGainJob = job({
  name: "changes.check-gain",
  payload: z.strictObject({ id: z.uuid() }),
  retries: 5,
  schedule: null,
});

/** A gain that no series can be asked about: its owner is reminded to measure it again. */
export const remindGainJob = job({
  name: "changes.remind-gain",
  payload: z.strictObject({ measurement: z.uuid(), days: z.number().int() }),
  retries: 5,
  schedule: null,
});

/** Every morning: has a watched gain turned worse between its fixed checks? */
export const watchGainsJob = job({
  name: "changes.watch-gains",
  payload: z.strictObject({}),
  retries: 1,
  schedule: "20 5 * * *",
});

const checkedGain = z.strictObject({
  check: z.uuid(),
  change: z.number().int(),
  reason: z.string(),
  startsAt: z.iso.datetime(),
});

/** News for later nouns: a gain is lost. */
export const gainLostJob = job({
  name: "changes.gain-lost",
  payload: checkedGain,
  retries: 5,
  schedule: null,
});

/** The same of a gain of which a part is left. */
export const gainFadingJob = job({
  name: "changes.gain-fading",
  payload: checkedGain,
  retries: 5,
  schedule: null,
});

/** Every night: deliveries of webhooks that are old, or too many. */
export const pruneDeliveriesJob = job({
  name: "changes.prune-deliveries",
  payload: z.strictObject({}),
  retries: 1,
  schedule: "35 3 * * *",
});
