import { beforeAll, expect, test } from "vitest";
import { getPlan } from "#lib/plan/queries.ts";
import { getReview, listSignatures } from "#lib/reviews/queries/get-review.ts";
import { listReviews } from "#lib/reviews/queries/list-reviews.ts";
import { getSealedReview, verifyReview } from "#lib/reviews/queries/sealed-review.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { loadSample } from "#prisma/sample/load.ts";

const portal = systemActor("test");

beforeAll(async () => {
  await loadSample(portal, { accounts: false, now: new Date("2026-10-20T09:00:00Z") });
});

test("the sample has a signed and an open review, marked as simulated", async () => {
  const { items } = await listReviews(portal);
  expect(items.map(({ quarter, state, simulated }) => [quarter, state, simulated])).toEqual([
    ["2026-Q3", "open", true],
    ["2026-Q2", "signed", true],
  ]);
  const open = await getReview(portal, { quarter: "2026-Q3" });
  expect(open.progress.unmarked).toBeGreaterThan(0);
  expect(open.progress.unmarked).toBeLessThan(open.progress.changes);
});

test("the signed one is sealed by two people, whole, and read by everyone", async () => {
  const member = await actorOf("member");
  const ref = { quarter: "2026-Q2" };
  expect((await verifyReview(member, ref)).whole).toBe(true);
  expect((await listSignatures(member, ref)).items.map(({ name, proof }) => [name, proof])).toEqual([
    ["Nomsa Dlamini", "sample"],
    ["Naledi Tshabalala", "sample"],
  ]);
  const { snapshot } = await getSealedReview(member, ref);
  expect(snapshot.content.simulated).toBe(true);
  expect(new Set(snapshot.content.changes.map((change) => change.decision.decision)).size).toBeGreaterThan(2);
  expect(snapshot.content.actions.length).toBeGreaterThan(0);
  const { teams = [], changes } = snapshot.content;
  expect(teams.length).toBeGreaterThan(2);
  expect(teams.every(({ goneThrough }) => goneThrough !== null)).toBe(true);
  expect(teams.reduce((sum, { toDecide }) => sum + toDecide, 0)).toBe(changes.length);
});

test("the plan of the signed quarter prints its decisions and its seal", async () => {
  const plan = await getPlan(portal, { quarter: "2026-Q2" });
  const { sha256 } = await verifyReview(portal, { quarter: "2026-Q2" });
  expect(plan.review).toMatchObject({ sha256, signedBy: ["Nomsa Dlamini", "Naledi Tshabalala"] });
  expect(plan.changes.filter((change) => change.decision).length).toBeGreaterThan(5);
  expect((await getPlan(portal, { quarter: "2026-Q3" })).review).toBeUndefined();
});

test("nobody heard of what only happened in the sample's history", async () => {
  expect(await db.notification.count()).toBe(0);
});
