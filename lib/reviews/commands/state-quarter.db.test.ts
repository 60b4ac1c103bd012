import { beforeAll, describe, expect, test } from "vitest";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { getPlanDocument } from "#lib/plan/queries.ts";
import { decideOnChange } from "#lib/reviews/commands/decide-on-change.ts";
import { openReview } from "#lib/reviews/commands/open-review.ts";
import { reopenReview } from "#lib/reviews/commands/reopen-review.ts";
import { signReview } from "#lib/reviews/commands/sign-review.ts";
import { stateQuarter } from "#lib/reviews/commands/state-quarter.ts";
import { getReview } from "#lib/reviews/queries/get-review.ts";
import { getSealedReview, verifyReview } from "#lib/reviews/queries/sealed-review.ts";
import { getQuarterVerdict, listStatements } from "#lib/reviews/queries/statements.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole, tokenActorOf } from "#lib/testing/actors.ts";
import { password, twoSigners } from "#lib/testing/signers.ts";

const quarter = "2025-Q3";
const computed = "Nothing proved better or worse.";
const words = "A calm quarter, in spite of July.";
const reason = "The outage of July came from outside.";
let people: Awaited<ReturnType<typeof everyRole>>;
let first: UserActor;
let second: UserActor;
let change: number;

beforeAll(async () => {
  people = await everyRole();
  [first, second] = await twoSigners();
  await createSystem(people.lead, { key: "portal", name: "User portal" });
  const recorded = { title: "Index", area: "database", system: "portal", appliedAt: "2025-08-10T08:00:00Z" };
  ({ number: change } = await recordChange(people.lead, recorded));
});

describe("a statement of a quarter", () => {
  test("is taken of a reviewer or an admin, and of nobody else", async () => {
    for (const role of ["lead", "executive", "member"] as const) {
      const asked = stateQuarter(people[role], { quarter, words, reason });
      await expect(asked, role).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    const reading = await tokenActorOf(people.reviewer, ["read"]);
    await expect(stateQuarter(reading, { quarter, words, reason })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const stated = await stateQuarter(people.admin, { quarter: "2025-Q1", words, reason });
    expect(stated).toMatchObject({ quarter: "2025-Q1", words, reason, by: people.admin.name });
    const [event] = await db.auditEvent.findMany({ where: { action: "quarter.state" } });
    expect(event).toMatchObject({ entityId: "2025-Q1", data: { words, reason, before: null } });
  });

  test.each([
    ["without a reason", { reason: "  " }, "reason"],
    ["without words", { words: "" }, "words"],
    ["that is no headline any more", { words: "x".repeat(161) }, "words"],
    ["whose reason is a page", { reason: "x".repeat(301) }, "reason"],
    ["of no quarter", { quarter: "2025-Q5" }, "quarter"],
    ["of a quarter that has not begun", { quarter: "2099-Q1" }, "quarter"],
  ])("%s is refused by its field", async (_, wrong, path) => {
    await expect(stateQuarter(first, { quarter, words, reason, ...wrong })).rejects.toMatchObject({
      code: "INVALID",
      faults: [{ path }],
    });
  });

  test("is a line, also where it was written on several", async () => {
    const stated = await stateQuarter(first, { quarter: "2025-Q1", words: "A calm\n\tquarter.", reason });
    expect(stated.words).toBe("A calm quarter.");
  });

  test("stands beside the computed sentence; a changed mind and taking it back are rows too", async () => {
    const verdict = () => getQuarterVerdict(people.member, { quarter: "2025-Q2" });
    const nothing = "No change was applied in this quarter.";
    expect(await verdict()).toEqual({ headline: nothing, stated: null, refusal: null });
    const takeBack = { quarter: "2025-Q2", words: null, reason: "It was too early." };
    await expect(stateQuarter(first, takeBack)).rejects.toMatchObject({ code: "CONFLICT" });
    await stateQuarter(first, { quarter: "2025-Q2", words: "Quiet.", reason });
    await stateQuarter(second, { quarter: "2025-Q2", words, reason });
    expect(await verdict()).toMatchObject({ headline: nothing, stated: { words, reason, by: "Naledi" } });
    await stateQuarter(first, takeBack);
    expect((await verdict()).stated).toBeNull();
    const { items } = await listStatements(people.member, { quarter: "2025-Q2" });
    expect(items.map((row) => [row.words, row.by])).toEqual([
      [null, "Nomsa"],
      [words, "Naledi"],
      ["Quiet.", "Nomsa"],
    ]);
  });

  test.each([
    ["changed", `UPDATE "QuarterStatement" SET "words" = 'other'`],
    ["removed", `DELETE FROM "QuarterStatement"`],
    ["emptied", `TRUNCATE "QuarterStatement"`],
  ])("is never %s, whoever asks", async (_, statement) => {
    await expect(db.$executeRawUnsafe(statement)).rejects.toThrow(/never/);
  });
});

describe("what was stated of a quarter that is reviewed", () => {
  const sign = (who: UserActor) => signReview(who, { quarter, password });
  const counting = async () =>
    (await getReview(first, { quarter })).signatures.filter((signature) => signature.counts).length;

  test("is part of what is signed: whoever signed before it signs again", async () => {
    await openReview(first, { quarter });
    await decideOnChange(first, { quarter, change, decision: "measure-again", note: "Once more." });
    await sign(first);
    expect(await counting()).toBe(1);
    await stateQuarter(second, { quarter, words, reason });
    expect(await counting()).toBe(0);
    expect((await sign(second)).sealed).toBe(false);
    expect((await sign(first)).sealed).toBe(true);
  });

  test("is read from the signed review, beside what was computed then", async () => {
    const review = await getReview(people.executive, { quarter });
    expect(review).toMatchObject({ headline: computed, stated: { words, reason, by: "Naledi" } });
    expect(review.agenda[0]).toMatchObject({ key: "verdict", summary: computed, lines: [{ text: words }] });
    const { snapshot, since } = await getSealedReview(people.executive, { quarter });
    expect(snapshot.content).toMatchObject({ headline: computed, statements: [{ words, by: "Naledi" }] });
    expect(since).toEqual([]);
  });

  test("takes nothing more, and says how it would", async () => {
    const late = { quarter, words: "Better than it looked.", reason: "Second thoughts." };
    await expect(stateQuarter(first, late)).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("Reopen the review with a reason"),
    });
    expect((await getQuarterVerdict(first, { quarter })).refusal).toContain("Reopen the review");
    await expect(
      db.$executeRaw`INSERT INTO "QuarterStatement" ("quarter", "words", "reason", "statedById", "statedByName")
        VALUES (${quarter}, 'Late.', 'Late.', ${first.userId}::uuid, 'X')`,
    ).rejects.toThrow(/signed and takes nothing more/);
  });

  test("may be stated otherwise in a new version; what was signed stays, and says what is said since", async () => {
    const before = await getSealedReview(first, { quarter });
    await reopenReview(first, { quarter, reason: "The cause was found." });
    expect(await getReview(first, { quarter })).toMatchObject({ version: 2, stated: { words } });
    await stateQuarter(first, { quarter, words: "A calm quarter.", reason: "July was ours." });
    const signed = await getSealedReview(people.member, { quarter, version: 1 });
    expect([signed.sha256, signed.snapshot]).toEqual([before.sha256, before.snapshot]);
    expect(signed.since).toMatchObject([
      { number: null, what: ["is now stated by Nomsa: “A calm quarter.”"] },
    ]);
    expect((await verifyReview(first, { quarter, version: 1 })).whole).toBe(true);
  });

  test("two at the same moment are both kept", async () => {
    const both = ["One.", "Two."].map((said) => stateQuarter(first, { quarter, words: said, reason }));
    const last = (await Promise.all(both)).toSorted((a, b) => b.id - a.id)[0];
    expect((await getReview(first, { quarter })).stated?.words).toBe(last?.words);
    expect((await listStatements(first, { quarter })).items).toHaveLength(4);
  });
});

test("the plan of the quarter prints both; that of a year knows no statement", async () => {
  const said = JSON.stringify(await getPlanDocument(people.member, { quarter: "2025-Q1" }));
  expect(said).toContain("A calm quarter.");
  expect(said).toContain(reason);
  expect(JSON.stringify(await getPlanDocument(people.member, { year: "2025" }))).not.toContain(reason);
});
