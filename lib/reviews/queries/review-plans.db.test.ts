import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import type { UserActor } from "#lib/core/access/actor.ts";
import { openReview } from "#lib/reviews/commands/open-review.ts";
import { getReview, listReviewChanges } from "#lib/reviews/queries/get-review.ts";
import { getSigning } from "#lib/reviews/queries/signing.ts";
import { getWalk, nextUnmarked } from "#lib/reviews/queries/walk.ts";
import { env } from "#lib/server/env.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { fillChanges } from "#lib/testing/many-changes.ts";
import { planNodes, rowsRead, sentStatements } from "#lib/testing/sent-statements.ts";

const rows = 20_000;
const quarter = "2021-Q2";
let client: pg.Client;
let reviewer: UserActor;

beforeAll(async () => {
  client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  reviewer = await actorOf("reviewer");
  await openReview(reviewer, { quarter });
  await fillChanges(client, rows);
  await decideHalf(reviewer.userId);
  return () => client.end();
});

/** Every other change of the quarter, twice: decisions pile up, and the latest counts. */
async function decideHalf(userId: string): Promise<void> {
  for (const decision of ["follow-up", "keep"]) {
    await client.query(
      `INSERT INTO "ReviewDecision" ("reviewId", "changeNumber", "decision", "outcome", "decidedById", "decidedByName")
       SELECT r."id", c."number", $2, c."outcome", $3, 'Bench'
       FROM "Review" AS r JOIN "Change" AS c ON c."happenedAt" >= r."startsAt" AND c."happenedAt" < r."endsAt"
       WHERE r."quarter" = $1 AND c."number" % 2 = 0`,
      [quarter, decision, userId],
    );
  }
  await client.query(`VACUUM (ANALYZE) "ReviewDecision"`);
}

const pages: [name: string, most: number, work: (who: UserActor) => Promise<unknown>][] = [
  ["the review with its agenda", 28, (who) => getReview(who, { quarter })],
  ["a team's part of the review", 36, (who) => getReview(who, { quarter, team: "Team 1" })],
  ["a change in a team's walk", 16, (who) => getWalk(who, { quarter, team: "Team 1" })],
  [
    "a page of what a team has left",
    3,
    (who) => listReviewChanges(who, { quarter, team: "Team 1", limit: 50, state: "unmarked" }),
  ],
  ["a change in the walk", 15, (who) => getWalk(who, { quarter, change: 9_001 })],
  ["the next change without a mark", 5, (who) => nextUnmarked(who, { quarter, change: 9_001 })],
  ["the signing page", 34, (who) => getSigning(who, { quarter })],
  ["a page of its changes", 3, (who) => listReviewChanges(who, { quarter, limit: 50 })],
  [
    "a page of what is unmarked",
    3,
    (who) => listReviewChanges(who, { quarter, limit: 50, state: "unmarked" }),
  ],
];

describe(`a review among ${rows.toLocaleString("en")} changes`, () => {
  it("has a quarter worth looking at", async () => {
    const { progress } = await getReview(reviewer, { quarter });
    expect(progress.changes).toBeGreaterThan(300);
    expect(progress.byMark.keep).toBeGreaterThan(100);
    expect(progress.byMark["follow-up"]).toBe(0);
    expect(progress.unmarked + progress.byMark.keep).toBe(progress.changes);
  });

  it.each(pages)("asks a bounded number of questions for %s", async (_, most, work) => {
    const sent = await sentStatements(() => work(reviewer));
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.length).toBeLessThanOrEqual(most);
  });

  it.each(pages)("answers %s from indexes", async (_, __, work) => {
    for (const statement of await sentStatements(() => work(reviewer))) {
      const nodes = await planNodes(client, statement);
      const scans = nodes.filter((node) => ["Change", "Measurement"].includes(node["Relation Name"] ?? ""));
      expect(
        scans.map((node) => node["Node Type"]),
        statement.text,
      ).not.toContain("Seq Scan");
    }
  });

  it.each(pages)("reads of the changes for %s no more than the quarters have", async (_, __, work) => {
    const { rows } = await client.query<{ all: number }>(
      `SELECT count(*)::int AS all FROM "Change" AS c JOIN "Review" AS r
       ON c."happenedAt" >= r."startsAt" AND c."happenedAt" < r."endsAt" WHERE r."quarter" = $1`,
      [quarter],
    );
    const all = rows[0]?.all ?? 0;
    for (const statement of await sentStatements(() => work(reviewer))) {
      // One counts the two quarters too that it is compared with, which are a little larger or smaller.
      const most = (statement.text.includes("WITH ORDINALITY") ? 3.3 : 1.3) * all + 100;
      expect(rowsRead(await planNodes(client, statement), "Change"), statement.text).toBeLessThan(most);
    }
  });

  it.each(pages.slice(0, 2))("reads for %s whole changes only where it shows them", async (_, __, work) => {
    for (const statement of await sentStatements(() => work(reviewer))) {
      const nodes = await planNodes(client, statement);
      const whole = nodes.filter((node) => node["Node Type"] !== "Index Only Scan");
      expect(rowsRead(whole, "Change"), statement.text).toBeLessThan(150);
    }
  });

  it("asks as much for a long page as for a short one", async () => {
    const short = await sentStatements(() => listReviewChanges(reviewer, { quarter, limit: 5 }));
    const long = await sentStatements(() => listReviewChanges(reviewer, { quarter, limit: 200 }));
    expect(long.length).toBe(short.length);
  });

  it("shows a fixed part of it, however large the quarter is", async () => {
    const review = await getReview(reviewer, { quarter });
    for (const section of review.agenda) expect(section.lines.length).toBeLessThanOrEqual(100);
    const wins = review.agenda.find((section) => section.key === "wins");
    expect(wins?.count).toBeGreaterThan(50);
    expect(wins?.lines).toHaveLength(6);
    const walk = await getWalk(reviewer, { quarter });
    expect(walk?.queue.length).toBeLessThanOrEqual(41);
  });

  it("has a row for each team that add up to the whole, from as many questions as for the whole alone", async () => {
    const { teams, progress, comparison } = await getReview(reviewer, { quarter });
    expect(teams.map(({ name }) => name)).toEqual([
      ...Array.from({ length: 9 }, (_, index) => `Team ${index + 1}`),
      "No team",
    ]);
    expect(teams.reduce((all, { toDecide }) => all + toDecide, 0)).toBe(progress.changes);
    expect(teams.reduce((all, { changes }) => all + changes, 0)).toBe(comparison.counts[0]?.now);
    const counting = (await sentStatements(() => getReview(reviewer, { quarter }))).filter(({ text }) =>
      text.includes('"teamKey" AS team'),
    );
    expect(counting).toHaveLength(2);
    for (const statement of counting) {
      const scans = (await planNodes(client, statement)).filter((node) => node["Relation Name"] === "Change");
      const whole = scans.filter((node) => node["Node Type"] !== "Index Only Scan");
      expect(rowsRead(whole, "Change"), statement.text).toBeLessThan(150);
    }
  });

  it("gives every change once, page after page, in the order of the walk", async () => {
    const seen: number[] = [];
    const dates: string[] = [];
    let cursor: string | null = null;
    do {
      const input: Record<string, unknown> = { quarter, limit: 60, ...(cursor ? { cursor } : {}) };
      const page = await listReviewChanges(reviewer, input);
      for (const { change } of page.items) {
        seen.push(change.number);
        dates.push(change.happenedAt);
      }
      cursor = page.nextCursor;
    } while (cursor);
    const { progress } = await getReview(reviewer, { quarter });
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(progress.changes);
    expect(dates).toEqual(dates.toSorted());
  });
});
