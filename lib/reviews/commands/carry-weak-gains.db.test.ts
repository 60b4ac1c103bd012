import { beforeAll, describe, expect, test } from "vitest";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { gainFadingJob, gainLostJob } from "#lib/changes/jobs.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { reviewWeakGain } from "#lib/reviews/commands/carry-weak-gains.ts";
import { decideOnChange } from "#lib/reviews/commands/decide-on-change.ts";
import { openReview } from "#lib/reviews/commands/open-review.ts";
import { reopenReview } from "#lib/reviews/commands/reopen-review.ts";
import { signReview } from "#lib/reviews/commands/sign-review.ts";
import { getReview, listReviewChanges } from "#lib/reviews/queries/get-review.ts";
import { getSealedReview, verifyReview } from "#lib/reviews/queries/sealed-review.ts";
import { getWalk } from "#lib/reviews/queries/walk.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db, transaction } from "#lib/server/db.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";
import { password, twoSigners } from "#lib/testing/signers.ts";

const quarter = "2025-Q2";
let people: Awaited<ReturnType<typeof everyRole>>;
let first: UserActor;
let second: UserActor;
/** Changes of the first quarter whose gains get lost: before the review of the second is opened, and after. */
let early: number;
let late: number;
let own: number;

beforeAll(async () => {
  people = await everyRole();
  [first, second] = await twoSigners();
  await createSystem(people.lead, { key: "portal", name: "User portal" });
  const about = { system: "portal", unit: "ms", better: "lower", kind: "duration" };
  await createMetric(people.lead, { key: "portal.search", name: "Search, p95", ...about });
  early = await improved("Cache rates", "2025-02-10T08:00:00Z");
  late = await improved("Index statements", "2025-03-10T08:00:00Z");
  own = await improved("Pool connections", "2025-04-10T08:00:00Z");
});

async function improved(title: string, appliedAt: string): Promise<number> {
  const about = { area: "database", system: "portal" };
  const { number } = await recordChange(people.lead, { title, appliedAt, ...about });
  const before = { values: [412, 405, 398, 420, 415, 409, 411, 402, 417, 408] };
  const after = { values: [331, 326, 337, 329, 333, 335, 328, 330, 334, 327] };
  await measureChange(people.lead, {
    ...{ number, metric: "portal.search", before, after, order: "interleaved" },
  });
  return number;
}

/** What the watch does when it finds a gain lost, or fading. */
const lose = (number: number, days: number, checkedAt: string) => check(number, days, checkedAt, "lost");

async function check(
  number: number,
  days: number,
  checkedAt: string,
  state: "lost" | "fading" | "holding",
): Promise<void> {
  const { id, primaryMeasurementId } = await db.change.findUniqueOrThrow({ where: { number } });
  await transaction(async (tx) => {
    const row = await tx.watchCheck.create({
      data: {
        ...{ changeId: id, measurementId: primaryMeasurementId ?? "", days, dueAt: checkedAt },
        ...{ state, kept: state === "lost" ? 0.02 : 0.4, checkedAt },
      },
    });
    const news = { check: row.id, change: number, reason: "Some of the gain is left.", startsAt: checkedAt };
    if (state !== "holding") await sendJob(tx, state === "lost" ? gainLostJob : gainFadingJob, news);
  });
}

const inReview = async (of: string) =>
  (await listReviewChanges(first, { quarter: of })).items.map(
    ({ change, carriedFrom, lostAfter, decision }) => [
      ...[change.number, carriedFrom, lostAfter],
      decision?.decision ?? null,
    ],
  );

describe("a gain of an earlier quarter that got lost", () => {
  test("before the review was opened is one of its changes", async () => {
    await lose(early, 90, "2025-05-11T06:00:00Z");
    await runSentJobs();
    const review = await openReview(first, { quarter });
    expect(await inReview(quarter)).toEqual([
      [early, null, 90, null],
      [own, null, null, null],
    ]);
    expect(review.progress).toMatchObject({ changes: 2, unmarked: 2 });
    const section = (key: string) => review.agenda.find((one) => one.key === key);
    expect(section("lost-gains")).toMatchObject({ count: 1, lines: [{ href: `/changes/${early}` }] });
    expect(section("carried")?.summary).toBe("Nothing was left open by the review before.");
  });

  test("while it is open joins it, once", async () => {
    await lose(late, 90, "2025-06-30T23:59:59Z");
    await runSentJobs();
    const again = { check: "0198a000-0000-7000-8000-000000000000", change: late, reason: "Told twice." };
    const news = { ...again, startsAt: "2025-06-30T23:59:59Z" };
    expect(await reviewWeakGain(systemActor("test"), news)).toEqual({ added: 0 });
    await expect(reviewWeakGain(people.admin, news)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await inReview(quarter)).map(([number]) => number)).toEqual([early, late, own]);
    expect(await getWalk(first, { quarter, change: late })).toMatchObject({ position: 2, lostAfter: 90 });
    const audited = { action: "review.carry", entity: "review" };
    expect(await db.auditEvent.count({ where: audited })).toBe(1);
  });

  test("in another quarter, or of this quarter's own change, adds nothing", async () => {
    await lose(late, 30, "2025-07-01T00:00:00Z");
    await lose(own, 30, "2025-05-12T06:00:00Z");
    await runSentJobs();
    expect((await inReview(quarter)).map(([number]) => number)).toEqual([early, late, own]);
  });

  test("is kept only with a reason, and rolled back without one", async () => {
    const keep = { quarter, change: early, decision: "keep" };
    await expect(decideOnChange(first, keep)).rejects.toThrow(`The gain of C-${early} is lost. Say why`);
    await decideOnChange(first, { ...keep, note: "It holds for the other services." });
    await decideOnChange(first, { quarter, change: own, decision: "roll-back" });
    await expect(signReview(first, { quarter, password })).rejects.toThrow(/^1 change has neither/);
    await decideOnChange(first, { quarter, change: late, decision: "roll-back" });
  });

  test("is in what is signed", async () => {
    await signReview(first, { quarter, password });
    await signReview(second, { quarter, password });
    const { content } = (await getSealedReview(people.executive, { quarter })).snapshot;
    expect(
      content.changes.map(({ number, lostAfter, decision }) => [number, lostAfter, decision.decision]),
    ).toEqual([
      [early, 90, "keep"],
      [late, 90, "roll-back"],
      [own, null, "roll-back"],
    ]);
    expect((await verifyReview(first, { quarter })).whole).toBe(true);
  });

  test("found after the signature waits for a new version", async () => {
    const other = await improved("Batch statements", "2025-01-10T08:00:00Z");
    await lose(other, 90, "2025-06-29T06:00:00Z");
    await runSentJobs();
    expect((await getReview(first, { quarter })).progress).toMatchObject({ changes: 3, unmarked: 0 });
    await reopenReview(first, { quarter, reason: "A gain got lost." });
    expect(await inReview(quarter)).toEqual([
      [other, null, 90, null],
      [early, null, 90, "keep"],
      [late, null, 90, "roll-back"],
      [own, null, null, "roll-back"],
    ]);
  });
});

describe("a gain of an earlier quarter that fades", () => {
  const later = "2025-Q3";
  let fading: number;
  let recovered: number;

  const why = async () =>
    (await listReviewChanges(first, { quarter: later })).items
      .filter(({ change }) => [fading, recovered].includes(change.number))
      .map(({ change, lostAfter, fadingAfter }) => [change.number, lostAfter, fadingAfter]);

  test("is one of its changes, unless a later check found that it holds", async () => {
    fading = await improved("Compress pages", "2025-05-10T08:00:00Z");
    recovered = await improved("Warm the cache", "2025-05-11T08:00:00Z");
    await check(fading, 7, "2025-07-08T06:00:00Z", "holding");
    await check(fading, 30, "2025-07-20T06:00:00Z", "fading");
    await check(recovered, 7, "2025-07-08T06:00:00Z", "fading");
    await check(recovered, 30, "2025-07-20T06:00:00Z", "holding");
    await runSentJobs();
    const review = await openReview(first, { quarter: later });
    expect(await why()).toEqual([[fading, null, 30]]);
    expect(await getWalk(first, { quarter: later, change: fading })).toMatchObject({ fadingAfter: 30 });
    // Each gain stands on the agenda once, as its latest check found it.
    const gains = review.agenda.find(({ key }) => key === "lost-gains");
    expect(gains?.lines.map(({ href }) => href)).toEqual(
      expect.arrayContaining([`/changes/${fading}`, `/changes/${late}`]),
    );
    expect(gains).toMatchObject({ title: "Fading and lost gains", count: 2 });
    expect(gains?.lines.map(({ href }) => href)).not.toContain(`/changes/${recovered}`);
  });

  test("joins while the review is open, is kept without a reason, and once it is lost only with one", async () => {
    await check(recovered, 90, "2025-08-20T06:00:00Z", "fading");
    await runSentJobs();
    expect(await why()).toEqual([
      [fading, null, 30],
      [recovered, null, 90],
    ]);
    const keep = { quarter: later, change: fading, decision: "keep" };
    await decideOnChange(first, keep);
    await check(fading, 90, "2025-09-20T06:00:00Z", "lost");
    await runSentJobs();
    expect(await why()).toEqual([
      [fading, 90, null],
      [recovered, null, 90],
    ]);
    await expect(decideOnChange(first, keep)).rejects.toThrow(`The gain of C-${fading} is lost. Say why`);
  });

  test("is in what is signed, and nothing of why it was there is changed after that", async () => {
    for (const change of [fading, recovered, late])
      await decideOnChange(first, { quarter: later, change, decision: "roll-back", note: "Not worth it." });
    await signReview(first, { quarter: later, password });
    await signReview(second, { quarter: later, password });
    const { content } = (await getSealedReview(people.executive, { quarter: later })).snapshot;
    const signed = content.changes.filter(({ number }) => number === recovered);
    expect(signed).toMatchObject([{ lostAfter: null, fadingAfter: 90 }]);
    for (const set of [`"lostAfter" = 99`, `"fadingAfter" = 99`]) {
      const edit = `UPDATE "ReviewCarried" SET ${set} WHERE "changeNumber" = ${recovered}`;
      await expect(db.$executeRawUnsafe(edit)).rejects.toThrow(/never changed/);
    }
  });
});
