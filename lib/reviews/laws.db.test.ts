/** What the database itself refuses, whoever asks; and that no edit of a source reaches a seal. */

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { editChange } from "#lib/changes/commands/edit-change.ts";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { moveChange } from "#lib/changes/commands/move-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { isAppError } from "#lib/core/errors.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { editMetric } from "#lib/metrics/commands/edit-metric.ts";
import { canSeeAction, canSeeReview, visibleActions, visibleReviews } from "#lib/reviews/access.ts";
import { recordAction } from "#lib/reviews/commands/actions-of-review.ts";
import { commentOnReview } from "#lib/reviews/commands/comment-on-review.ts";
import { decideOnChange } from "#lib/reviews/commands/decide-on-change.ts";
import { editReviewSettings } from "#lib/reviews/commands/edit-review-settings.ts";
import { openReview } from "#lib/reviews/commands/open-review.ts";
import { reopenReview } from "#lib/reviews/commands/reopen-review.ts";
import { signReview } from "#lib/reviews/commands/sign-review.ts";
import { getSealedReview, verifyReview } from "#lib/reviews/queries/sealed-review.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { actorOf, everyRole, tokenActorOf } from "#lib/testing/actors.ts";
import { password, twoSigners } from "#lib/testing/signers.ts";

const quarter = "2025-Q3";
let admin: UserActor;
let lead: UserActor;
let first: UserActor;
let second: UserActor;
const numbers: number[] = [];

beforeAll(async () => {
  admin = await actorOf("admin");
  lead = await actorOf("lead");
  [first, second] = await twoSigners();
  await createSystem(lead, { key: "portal", name: "User portal" });
  await createMetric(lead, {
    key: "portal.search",
    name: "Search, p95",
    system: "portal",
    unit: "ms",
    better: "lower",
    kind: "duration",
  });
  for (const title of ["Index", "Pool", "Cache"]) {
    const appliedAt = "2025-08-10T08:00:00Z";
    const { number } = await recordChange(lead, { title, area: "database", system: "portal", appliedAt });
    await measure(number, [412, 405, 398, 420, 415, 409], [331, 326, 337, 329, 333, 335]);
    numbers.push(number);
  }
  await openReview(first, { quarter });
  // A table that is only guarded row by row needs one to guard.
  await db.$executeRaw`INSERT INTO "ReviewCarried" ("reviewId", "changeNumber", "fromQuarter")
    SELECT "id", ${numbers[0]}, '2025-Q2' FROM "Review" WHERE "quarter" = ${quarter}`;
  for (const change of numbers) await decideOnChange(first, { quarter, change, decision: "keep" });
  await recordAction(first, { quarter, title: "Look again", dueQuarter: "2025-Q4" });
  await commentOnReview(lead, { quarter, body: "Good work." });
  await signReview(first, { quarter, password });
  await signReview(second, { quarter, password });
});

function measure(number: number, before: number[], after: number[]) {
  return measureChange(lead, {
    number,
    metric: "portal.search",
    before: { values: before },
    after: { values: after },
    order: "interleaved",
  });
}

describe("by SQL, nothing of a signed review is", () => {
  const tables = [
    "ReviewDecision",
    "ReviewComment",
    "ReviewContent",
    "ReviewSignature",
    "ReviewSnapshot",
    "ReviewAction",
    "Review",
    "ReviewCarried",
  ];
  const columns: Record<string, string> = {
    ReviewDecision: `"note" = 'other'`,
    ReviewComment: `"body" = 'other'`,
    ReviewContent: `"json" = '{}'`,
    ReviewSignature: `"name" = 'Somebody else'`,
    ReviewSnapshot: `"sha256" = repeat('0', 64)`,
    ReviewAction: `"title" = 'other'`,
    Review: `"sealedAt" = NULL`,
    ReviewCarried: `"fromQuarter" = '2020-Q1', "lostAfter" = 7`,
  };

  test.each(tables)("changed: %s", async (table) => {
    await expect(db.$executeRawUnsafe(`UPDATE "${table}" SET ${columns[table]}`)).rejects.toThrow(/never/);
  });

  test.each(tables)("removed: %s", async (table) => {
    await expect(db.$executeRawUnsafe(`DELETE FROM "${table}"`)).rejects.toThrow(/never/);
  });

  test.each(tables)("emptied: %s", async (table) => {
    await expect(db.$executeRawUnsafe(`TRUNCATE "${table}" CASCADE`)).rejects.toThrow(/never/);
  });

  const { id } = { id: `(SELECT "id" FROM "Review" WHERE "quarter" = '${quarter}')` };
  const person = `(SELECT "id" FROM "User" LIMIT 1)`;
  test.each([
    [
      "a decision",
      `INSERT INTO "ReviewDecision" ("reviewId", "changeNumber", "decision", "outcome", "decidedById", "decidedByName")
       VALUES (${id}, 1, 'keep', 'none', ${person}, 'X')`,
    ],
    [
      "a comment",
      `INSERT INTO "ReviewComment" ("id", "reviewId", "body", "authorId", "authorName")
       VALUES (gen_random_uuid(), ${id}, 'x', ${person}, 'X')`,
    ],
    [
      "an action",
      `INSERT INTO "ReviewAction" ("id", "reviewId", "title", "dueQuarter", "createdById", "createdByName")
       VALUES (gen_random_uuid(), ${id}, 'x', '2026-Q1', ${person}, 'X')`,
    ],
    [
      "a signature",
      `INSERT INTO "ReviewSignature" ("id", "reviewId", "contentId", "userId", "name", "role", "proof")
       VALUES (gen_random_uuid(), ${id}, (SELECT "id" FROM "ReviewContent" LIMIT 1), ${person}, 'X', 'reviewer', 'password')`,
    ],
  ])("added to: %s", async (_, statement) => {
    await expect(db.$executeRawUnsafe(statement)).rejects.toThrow(/is signed and takes nothing more/);
  });

  test("sealed without a snapshot", async () => {
    await openReview(first, { quarter: "2025-Q1" });
    await expect(
      db.$executeRawUnsafe(`UPDATE "Review" SET "sealedAt" = now() WHERE "quarter" = '2025-Q1'`),
    ).rejects.toThrow(/never changed/);
  });
});

test("two signatures at the same moment are both taken, and seal once", async () => {
  const early = "2024-Q3";
  await openReview(first, { quarter: early });
  const both = await Promise.all([first, second].map((who) => signReview(who, { quarter: early, password })));
  expect(both.map(({ sealed }) => sealed).toSorted()).toEqual([false, true]);
  expect((await verifyReview(lead, { quarter: early })).whole).toBe(true);
  expect((await getSealedReview(lead, { quarter: early })).snapshot.signatures).toHaveLength(2);
});

test("an action's coming is the one thing that is noted later", async () => {
  await db.$executeRawUnsafe(
    `UPDATE "ReviewAction" SET "status" = 'done', "outcomeNote" = 'Done.', "closedAt" = now(), "closedByName" = 'X'`,
  );
  expect((await verifyReview(lead, { quarter })).whole).toBe(true);
});

test("tampering past the triggers is evident", async () => {
  const tampered = await db
    .$transaction(async (tx) => {
      await tx.$executeRawUnsafe(`SET LOCAL session_replication_role = replica`);
      await tx.$executeRawUnsafe(
        `UPDATE "ReviewSnapshot" SET "json" = replace("json", '"decision":"keep"', '"decision":"roll-back"')`,
      );
      const row = await tx.reviewSnapshot.findFirstOrThrow();
      throw Object.assign(new Error("undone"), { row });
    })
    .catch((error: Error & { row: { json: string; sha256: string } }) => error.row);
  const { checkSeal } = await import("#lib/reviews/snapshot.ts");
  const broken = checkSeal(tampered, null).filter((check) => !check.holds);
  expect(broken.map((check) => check.what)).toEqual([
    "The SHA-256 of the snapshot is the one stated",
    "The SHA-256 of what was signed is the one in the snapshot",
  ]);
});

test("the filter and the question agree for every kind of actor", async () => {
  const people = await everyRole();
  await openReview(first, { quarter: "2025-Q2" });
  await recordAction(first, {
    quarter: "2025-Q2",
    title: "For a member",
    owner: people.member.email,
    dueQuarter: "2025-Q3",
  });
  const tokens = await Promise.all(Object.values(people).map((person) => tokenActorOf(person, ["read"])));
  const blind = await tokenActorOf(people.admin, ["write"]);
  const reviews = await db.review.findMany({ select: { id: true, sealedAt: true } });
  const actions = await db.reviewAction.findMany({
    select: { id: true, ownerId: true, review: { select: { sealedAt: true } } },
  });
  expect(new Set(reviews.map((review) => review.sealedAt !== null)).size).toBe(2);
  for (const actor of [...Object.values(people), ...tokens, blind, systemActor("test")]) {
    const seen = await db.review.findMany({ where: visibleReviews(actor), select: { id: true } });
    const ids = (rows: { id: string }[]) => rows.map((row) => row.id).sort();
    expect(ids(seen)).toEqual(ids(reviews.filter((review) => canSeeReview(actor, review))));
    const own = await db.reviewAction.findMany({ where: visibleActions(actor), select: { id: true } });
    expect(ids(own)).toEqual(ids(actions.filter((action) => canSeeAction(actor, action))));
  }
});

describe("whatever is edited later", () => {
  const number = fc.constantFrom(0, 1, 2);
  const text = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,20}[a-z]$/);
  const edits = fc.oneof(
    fc.record({ kind: fc.constant("title" as const), number, text }),
    fc.record({ kind: fc.constant("date" as const), number, day: fc.integer({ min: 1, max: 28 }) }),
    fc.record({
      kind: fc.constant("move" as const),
      number,
      status: fc.constantFrom("rolled-back", "in-progress", "applied", "abandoned", "measuring"),
      text,
    }),
    fc.record({
      kind: fc.constant("measure" as const),
      number,
      level: fc.integer({ min: 100, max: 900 }),
    }),
    fc.record({ kind: fc.constant("metric" as const), text }),
    fc.record({ kind: fc.constant("policy" as const), signers: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ kind: fc.constant("late" as const), text }),
    fc.record({ kind: fc.constant("decide" as const), number, text }),
    fc.record({ kind: fc.constant("reopen" as const), text }),
  );

  async function carryOut(edit: typeof edits extends fc.Arbitrary<infer Edit> ? Edit : never) {
    const of = "number" in edit ? (numbers[edit.number] ?? 0) : 0;
    switch (edit.kind) {
      case "title":
        return editChange(lead, { number: of, title: edit.text, team: edit.text, effortDays: "2" });
      case "date":
        return editChange(lead, { number: of, appliedAt: `2025-0${(edit.day % 9) + 1}-10T08:00:00Z` });
      case "move":
        return moveChange(lead, { number: of, status: edit.status, reason: edit.text });
      case "measure":
        return measure(
          of,
          [400, 401, 402, 403, 404, 405],
          [0, 1, 2, 3, 4, 5].map((n) => edit.level + n),
        );
      case "metric":
        return editMetric(lead, { key: "portal.search", name: edit.text });
      case "policy":
        return editReviewSettings(admin, { signers: edit.signers });
      case "late":
        return recordChange(lead, {
          title: edit.text,
          area: "code",
          system: "portal",
          appliedAt: "2025-08-01T00:00:00Z",
        });
      case "decide":
        return decideOnChange(first, { quarter, change: of, decision: "roll-back", note: edit.text });
      case "reopen":
        return reopenReview(first, { quarter, reason: edit.text });
    }
  }

  test("a snapshot never changes, and stays whole", async () => {
    const before = await db.reviewSnapshot.findFirstOrThrow();
    await fc.assert(
      fc.asyncProperty(fc.array(edits, { minLength: 1, maxLength: 6 }), async (list) => {
        for (const edit of list) {
          // A refused edit is one too: what counts is that the seal does not move.
          await carryOut(edit).catch((error: unknown) => {
            if (!isAppError(error)) throw error;
          });
        }
        const after = await db.reviewSnapshot.findUniqueOrThrow({ where: { reviewId: before.reviewId } });
        expect(after).toEqual(before);
        const { whole } = await verifyReview(lead, { quarter, version: 1 });
        expect(whole).toBe(true);
        const { snapshot } = await getSealedReview(lead, { quarter, version: 1 });
        expect(snapshot.content.changes.map((change) => change.title)).toEqual(["Index", "Pool", "Cache"]);
      }),
      { numRuns: 25 },
    );
  });
});
