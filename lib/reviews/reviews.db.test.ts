import { beforeAll, describe, expect, test } from "vitest";
import { editChange } from "#lib/changes/commands/edit-change.ts";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { moveChange } from "#lib/changes/commands/move-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import type { Actor, UserActor } from "#lib/core/access/actor.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { closeAction, recordAction } from "#lib/reviews/commands/actions-of-review.ts";
import { commentOnReview } from "#lib/reviews/commands/comment-on-review.ts";
import { decideOnChange } from "#lib/reviews/commands/decide-on-change.ts";
import { editReviewSettings } from "#lib/reviews/commands/edit-review-settings.ts";
import { openReview } from "#lib/reviews/commands/open-review.ts";
import { reopenReview } from "#lib/reviews/commands/reopen-review.ts";
import { signReview } from "#lib/reviews/commands/sign-review.ts";
import {
  getReview,
  listComments,
  listDecisions,
  listReviewChanges,
  listSignatures,
} from "#lib/reviews/queries/get-review.ts";
import { getReviewSettings } from "#lib/reviews/queries/get-review-settings.ts";
import { listReviews } from "#lib/reviews/queries/list-reviews.ts";
import { downloadSnapshot, getSealedReview, verifyReview } from "#lib/reviews/queries/sealed-review.ts";
import { getWalk, nextUnmarked } from "#lib/reviews/queries/walk.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole, tokenActorOf } from "#lib/testing/actors.ts";
import { password, twoSigners } from "#lib/testing/signers.ts";

const quarter = "2026-Q1";
let people: Awaited<ReturnType<typeof everyRole>>;
let nomsa: UserActor;
let naledi: UserActor;

const slow = { values: [412, 405, 398, 420, 415, 409, 411, 402, 417, 408] };
const quick = { values: [331, 326, 337, 329, 333, 335, 328, 330, 334, 327] };

beforeAll(async () => {
  people = await everyRole();
  [nomsa, naledi] = await twoSigners();
  await createSystem(people.lead, { key: "portal", name: "User portal" });
  await createMetric(people.lead, {
    key: "portal.search",
    name: "Transaction search, p95",
    system: "portal",
    unit: "ms",
    better: "lower",
    kind: "duration",
  });
});

async function changeIn(month: string, title: string, by: Actor = people.lead) {
  const { number } = await recordChange(by, {
    title,
    area: "database",
    system: "portal",
    appliedAt: `2026-${month}-10T08:00:00Z`,
  });
  return number;
}

async function measured(number: number, better: boolean) {
  await measureChange(people.lead, {
    number,
    metric: "portal.search",
    before: better ? slow : quick,
    after: better ? quick : slow,
    order: "interleaved",
  });
}

describe("a quarter's review", () => {
  let index: number;
  let pool: number;
  let cache: number;

  beforeAll(async () => {
    index = await changeIn("01", "Composite index");
    pool = await changeIn("02", "Connection pool from 20 to 60");
    cache = await changeIn("03", "Cache rates");
    await changeIn("04", "Already the next quarter");
    await recordChange(people.lead, { title: "Only planned", area: "code", system: "portal" });
    await recordChange(people.lead, {
      title: "A draft",
      area: "code",
      system: "portal",
      status: "draft",
      startedAt: "2026-02-01T00:00:00Z",
    });
    await measured(index, true);
    await measured(pool, false);
    await moveChange(people.lead, { number: pool, status: "rolled-back", reason: "Lock waits doubled" });
  });

  test("opens with its agenda made", async () => {
    const review = await openReview(nomsa, { quarter });
    expect(review).toMatchObject({ state: "open", version: 1, from: "2026-01-01T00:00:00.000Z" });
    const counts = Object.fromEntries(review.agenda.map((section) => [section.key, section.count]));
    expect(counts).toMatchObject({ wins: 1, regressions: 1, "rolled-back": 1, unproven: 1, unchanged: 0 });
    expect(review.agenda.find((section) => section.key === "recorded-late")?.count).toBe(3);
    expect(review.progress).toMatchObject({ changes: 3, unmarked: 3 });
    const told = await db.notification.findMany({ where: { event: "review.opened", userId: naledi.userId } });
    expect(told).toHaveLength(1);
  });

  test("opens once, by reviewers and admins, and not before its quarter", async () => {
    await expect(openReview(nomsa, { quarter })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(openReview(nomsa, { quarter: "2031-Q1" })).rejects.toMatchObject({ code: "INVALID" });
    await expect(openReview(nomsa, { quarter: "2026" })).rejects.toMatchObject({ code: "INVALID" });
    for (const role of ["lead", "executive", "member"] as const) {
      await expect(openReview(people[role], { quarter: "2025-Q4" })).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
    }
    const both = await Promise.allSettled([
      openReview(nomsa, { quarter: "2024-Q1" }),
      openReview(naledi, { quarter: "2024-Q1" }),
    ]);
    expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("walks through its own changes in their order, and no others", async () => {
    const { items, nextCursor } = await listReviewChanges(nomsa, { quarter, limit: 2 });
    expect(items.map(({ change }) => change.number)).toEqual([index, pool]);
    const rest = await listReviewChanges(nomsa, { quarter, limit: 2, cursor: nextCursor });
    expect(rest.items.map(({ change }) => change.number)).toEqual([cache]);
    expect(rest.nextCursor).toBeNull();
    const walk = await getWalk(nomsa, { quarter });
    expect(walk).toMatchObject({ position: 1, previous: null, next: pool, refusal: null });
    expect(walk?.queue).toHaveLength(3);
    expect((await getWalk(nomsa, { quarter, change: cache }))?.position).toBe(3);
    await expect(getWalk(nomsa, { quarter, change: 9_999 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getWalk(people.lead, { quarter })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("is not signed while changes are unmarked", async () => {
    await expect(signReview(nomsa, { quarter, password })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("3 changes have neither a decision nor a mark"),
    });
  });

  test("takes decisions with their notes, and a changed mind as another one", async () => {
    await decideOnChange(nomsa, { quarter, change: index, decision: "follow-up" });
    await expect(decideOnChange(nomsa, { quarter, change: index, decision: "keep" })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("Say why that changes"),
    });
    await decideOnChange(naledi, { quarter, change: index, decision: "keep", note: "The gain is proven." });
    const { items } = await listDecisions(nomsa, { quarter });
    expect(items.map(({ decision, by }) => [decision, by])).toEqual([
      ["keep", "Naledi"],
      ["follow-up", "Nomsa"],
    ]);
    expect(await nextUnmarked(nomsa, { quarter, change: index })).toBe(pool);
  });

  test("refuses a decision about what is not in it, of an unknown kind, or by who may not", async () => {
    const decide = (actor: Actor, input: object) =>
      decideOnChange(actor, { quarter, change: cache, decision: "keep", ...input });
    await expect(decide(nomsa, { change: cache + 1 })).rejects.toMatchObject({ code: "INVALID" });
    await expect(decide(nomsa, { decision: "forget" })).rejects.toMatchObject({ code: "INVALID" });
    await expect(decide(nomsa, { quarter: "2023-Q1" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    for (const role of ["lead", "executive", "member"] as const) {
      await expect(decide(people[role], {})).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(decide(systemActor("job"), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("lets nobody decide about their own change, unless the policy is switched off", async () => {
    const own = await changeIn("02", "The admin's own", people.admin);
    const input = { quarter, change: own, decision: "keep" };
    await expect(decideOnChange(people.admin, input)).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("is yours"),
    });
    await expect(editReviewSettings(nomsa, { fourEyes: false })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await editReviewSettings(people.admin, { fourEyes: false })).toMatchObject({ fourEyes: false });
    await decideOnChange(people.admin, input);
    expect(await editReviewSettings(people.admin, { fourEyes: true })).toEqual(
      await getReviewSettings(nomsa),
    );
    const events = await db.auditEvent.findMany({ where: { action: "review-settings.edit" } });
    expect(events.map((event) => event.data)).toEqual([
      { changed: { fourEyes: { before: true, after: false } } },
      { changed: { fourEyes: { before: false, after: true } } },
    ]);
  });

  test("asks for actions, of people who hear of it", async () => {
    const owner = people.lead.email;
    await decideOnChange(nomsa, {
      quarter,
      change: pool,
      decision: "roll-back",
      note: "Sixty connections made the lock queue longer.",
      action: { title: "Retry with a limit per service", owner, dueQuarter: "2026-Q2" },
    });
    await recordAction(nomsa, { quarter, title: "Ask the vendor", dueQuarter: "2026-Q2" });
    const { actions } = await getReview(nomsa, { quarter });
    expect(actions.map(({ title, owner: name, change }) => [title, name, change])).toEqual([
      ["Retry with a limit per service", people.lead.name, pool],
      ["Ask the vendor", null, null],
    ]);
    const told = await db.notification.findMany({
      where: { event: "review.action", userId: people.lead.userId },
      select: { title: true },
    });
    expect(told.map(({ title }) => title).toSorted()).toEqual([
      expect.stringMatching(/^For you by Q2.2026: Retry/),
      expect.stringContaining(`follow up C-${index}`),
      expect.stringContaining(`roll back C-${pool}`),
    ]);
    const ask = (input: object) =>
      recordAction(nomsa, { quarter, title: "x", dueQuarter: "2026-Q2", ...input });
    await expect(ask({ owner: "nobody@example.org" })).rejects.toMatchObject({ code: "INVALID" });
    await expect(ask({ dueQuarter: "2025-Q4" })).rejects.toMatchObject({ code: "INVALID" });
    await expect(ask({ change: 9_999 })).rejects.toMatchObject({ code: "INVALID" });
    await expect(
      recordAction(people.lead, { quarter, title: "x", dueQuarter: "2026-Q2" }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("takes comments of those who take part", async () => {
    await commentOnReview(people.executive, { quarter, body: "Why so few?" });
    await commentOnReview(people.lead, { quarter, body: "The lock queue.", change: pool });
    expect((await listComments(nomsa, { quarter })).items.map(({ body, change }) => [body, change])).toEqual([
      ["Why so few?", null],
      ["The lock queue.", pool],
    ]);
    expect((await getWalk(nomsa, { quarter, change: pool }))?.comments).toHaveLength(1);
    await expect(commentOnReview(people.member, { quarter, body: "hello" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(commentOnReview(people.lead, { quarter, body: " " })).rejects.toThrow(/Write something/);
  });

  test("is hidden from members while it is held", async () => {
    await expect(getReview(people.member, { quarter })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listReviews(people.member)).items).toEqual([]);
  });

  test("asks for the password again, and for a fresh sign-in of accounts without one", async () => {
    await decideOnChange(nomsa, { quarter, change: cache, decision: "open" });
    await expect(signReview(nomsa, { quarter })).rejects.toMatchObject({
      faults: [{ path: "password", message: expect.stringContaining("Give your password") }],
    });
    await expect(signReview(nomsa, { quarter, password: "wrong" })).rejects.toMatchObject({
      code: "INVALID",
    });
    const token = await tokenActorOf(people.reviewer, ["read", "write"]);
    await expect(signReview(token, { quarter })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const stale = { ...people.reviewer };
    await db.session.update({
      where: { id: stale.sessionId },
      data: { provedAt: new Date(Date.now() - 3_600_000) },
    });
    await expect(signReview(stale, { quarter })).rejects.toMatchObject({
      code: "FORBIDDEN",
      message: expect.stringContaining("Sign in again by single sign-on"),
    });
    const leads = signReview(people.lead, { quarter, password });
    await expect(leads).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await listSignatures(nomsa, { quarter })).items).toEqual([]);
  });

  test("needs two people, and both under the same content", async () => {
    expect(await signReview(nomsa, { quarter, password })).toMatchObject({
      sealed: false,
      proof: "password",
    });
    await expect(signReview(nomsa, { quarter, password })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("signed this already"),
    });
    await decideOnChange(naledi, { quarter, change: index, decision: "measure-again", note: "Once more." });
    expect((await listSignatures(nomsa, { quarter })).items.map(({ counts }) => counts)).toEqual([false]);
    expect(await signReview(naledi, { quarter, password })).toMatchObject({ sealed: false });
    expect(await signReview(nomsa, { quarter, password })).toMatchObject({ sealed: true });
    const { items } = await listSignatures(people.member, { quarter });
    expect(items.map(({ name, counts }) => [name, counts])).toEqual([
      ["Nomsa", false],
      ["Naledi", true],
      ["Nomsa", true],
    ]);
  });

  test("is sealed, verified, and read as it was signed by everyone", async () => {
    const review = await getReview(people.member, { quarter });
    expect(review).toMatchObject({ state: "signed", progress: { unmarked: 0 } });
    const verification = await verifyReview(people.member, { quarter });
    expect(verification.checks.filter((check) => !check.holds)).toEqual([]);
    expect(verification).toMatchObject({ whole: true, sha256: review.sha256 });
    const { snapshot, since } = await getSealedReview(people.member, { quarter });
    expect(since).toEqual([]);
    expect(snapshot.signatures.map(({ name }) => name)).toEqual(["Naledi", "Nomsa"]);
    const sealed = snapshot.content.changes.find((change) => change.number === index);
    expect(sealed?.decision).toMatchObject({ decision: "measure-again", by: "Naledi" });
    expect(sealed?.earlierDecisions).toHaveLength(2);
    expect(sealed?.measurements[0]?.files).toHaveLength(2);
    expect(snapshot.content.comments).toHaveLength(2);
  });

  test("takes nothing more, and a later edit of a source shows beside it only", async () => {
    const before = await bytesOf(quarter);
    const sealed = { code: "CONFLICT", message: expect.stringContaining("signed") };
    const late = { quarter, change: index, decision: "keep", note: "x" };
    await expect(decideOnChange(nomsa, late)).rejects.toMatchObject(sealed);
    await expect(commentOnReview(nomsa, { quarter, body: "late" })).rejects.toMatchObject(sealed);
    await expect(recordAction(nomsa, { quarter, title: "x", dueQuarter: "2026-Q2" })).rejects.toMatchObject(
      sealed,
    );
    await expect(signReview(naledi, { quarter, password })).rejects.toMatchObject(sealed);
    await editChange(people.lead, { number: index, title: "Composite index, renamed" });
    await measured(cache, true);
    const added = await changeIn("02", "Remembered late");
    const { since } = await getSealedReview(people.executive, { quarter });
    expect(since.map(({ number, what }) => [number, what])).toEqual([
      [index, ["is now called “Composite index, renamed”"]],
      [
        cache,
        [
          "is now verified, was applied",
          "has 1 more measurement",
          expect.stringMatching(/^its verdict now is: Transaction search, p95/),
        ],
      ],
      [added, ["was not part of the review"]],
    ]);
    expect(await bytesOf(quarter)).toBe(before);
    expect((await getReview(people.executive, { quarter })).progress).toMatchObject({
      changes: 4,
      unmarked: 0,
    });
    expect((await verifyReview(people.executive, { quarter })).whole).toBe(true);
  });

  test("has actions whose coming is told later, once", async () => {
    const [action] = (await getReview(nomsa, { quarter })).actions;
    const input = { id: action?.id, status: "done", note: "Limited to 8 a service." };
    await expect(closeAction(people.member, input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await closeAction(people.lead, input)).toMatchObject({ status: "done" });
    await expect(closeAction(people.lead, input)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await verifyReview(nomsa, { quarter })).whole).toBe(true);
  });

  test("hands what was left open, and its actions, to the next one", async () => {
    const next = await openReview(nomsa, { quarter: "2026-Q2" });
    const section = (key: string) => next.agenda.find((one) => one.key === key);
    expect(section("carried")).toMatchObject({
      count: 1,
      summary: expect.stringContaining("1 change was left open"),
    });
    expect(section("last-actions")?.summary).toContain("2 actions: 1 done, 1 still open");
    const { items } = await listReviewChanges(nomsa, { quarter: "2026-Q2" });
    expect(items.map(({ change, carriedFrom }) => [change.title, carriedFrom])).toEqual([
      ["Cache rates", quarter],
      ["Already the next quarter", null],
    ]);
    expect(next.comparison.counts.find((row) => row.name === "Changes")).toMatchObject({ now: 1, before: 5 });
    expect((await getWalk(nomsa, { quarter: "2026-Q2" }))?.change.title).toBe("Cache rates");
    expect((await getWalk(nomsa, { quarter: "2026-Q2" }))?.next).toBe(items[1]?.change.number);
  });

  test("is reopened with a reason as a new version, with the old one untouched", async () => {
    const before = await bytesOf(quarter);
    await expect(reopenReview(nomsa, { quarter })).rejects.toMatchObject({ code: "INVALID" });
    await expect(reopenReview(people.lead, { quarter, reason: "x" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const second = await reopenReview(nomsa, { quarter, reason: "A change was remembered late." });
    expect(second).toMatchObject({ version: 2, state: "open", progress: { changes: 5, unmarked: 1 } });
    expect(second.versions.map(({ version }) => version)).toEqual([2, 1]);
    await expect(reopenReview(nomsa, { quarter, reason: "x" })).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await getReview(people.member, { quarter })).version).toBe(1);
    expect(await bytesOf(quarter)).toBe(before);
    const { items } = await listDecisions(nomsa, { quarter });
    expect(items).toHaveLength(4);
    expect(items.every((decision) => decision.takenOver)).toBe(true);
    const late = await nextUnmarked(nomsa, { quarter });
    await decideOnChange(nomsa, { quarter, change: late, decision: "keep" });
    await signReview(nomsa, { quarter, password });
    await signReview(naledi, { quarter, password });
    expect((await verifyReview(nomsa, { quarter, version: 2 })).whole).toBe(true);
    expect((await verifyReview(nomsa, { quarter, version: 1 })).whole).toBe(true);
    const { content } = (await getSealedReview(nomsa, { quarter })).snapshot;
    expect(content).toMatchObject({ version: 2, reason: "A change was remembered late." });
    expect(content.actions).toHaveLength(2);
  });
});

async function bytesOf(of: string): Promise<string> {
  const file = await downloadSnapshot(people.admin, { quarter: of, version: 1 });
  return new TextDecoder().decode(file.content as Uint8Array);
}
