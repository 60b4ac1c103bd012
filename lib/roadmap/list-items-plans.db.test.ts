import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import type { UserActor } from "#lib/core/access/actor.ts";
import { getBoard, getItem, listItems, predictionScores, quarterMoves } from "#lib/roadmap/queries.ts";
import { env } from "#lib/server/env.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { withoutIndexes } from "#lib/testing/made-rows.ts";
import { fillChanges } from "#lib/testing/many-changes.ts";
import { fillFeedback } from "#lib/testing/many-feedback.ts";
import { fillItemFeedback, fillItems } from "#lib/testing/many-items.ts";
import { type PlanNode, planNodes, type Statement, sentStatements } from "#lib/testing/sent-statements.ts";

const changes = 20_000;
const items = 4_000;
const entries = 3_000;
let client: pg.Client;
let member: UserActor;

beforeAll(async () => {
  client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  await fillChanges(client, changes);
  await fillFeedback(client, { entries, votes: 6_000, voters: 1_000 });
  await fillItems(client, items, changes);
  await fillItemFeedback(client, items, entries);
  member = await actorOf("member");
  return () => client.end();
});

const questions: [name: string, input: Record<string, unknown>][] = [
  ["the first page", {}],
  ["one horizon", { horizon: "later" }],
  ["one quarter", { quarter: "2021-Q2" }],
  ["no quarter", { quarter: "none" }],
  ["one system", { system: "system-40" }],
  ["one owner", { owner: "person7@bench.example" }],
  ["one team", { team: "Team 11" }],
  ["one objective", { objective: "objective-2" }],
  ["three filters at once", { team: "Team 3", system: "system-8", horizon: "done" }],
  ["by score", { sort: "-score" }],
  ["by title", { sort: "title" }],
  ["what is done", { horizon: "done", sort: "-done" }],
  ["a word in few items", { q: "braille" }],
  ["a word in none", { q: "zeppelin" }],
  ["those of a change", { change: 4711 }],
];

describe(`the roadmap, of ${items.toLocaleString("en")} items over ${changes.toLocaleString("en")} changes`, () => {
  it.each(questions)(
    "asks the database at most four times for %s, however long the page",
    async (_, input) => {
      const few = await sentStatements(() => listItems(member, { ...input, limit: 5 }));
      const many = await sentStatements(() => listItems(member, { ...input, limit: 200 }));
      expect(few.length).toBeGreaterThan(0);
      expect(many.length).toBe(few.length);
      expect(many.length).toBeLessThanOrEqual(4);
    },
  );

  it.each(questions)("answers %s from an index", async (_, input) => {
    expect(await scansOf(await sentStatements(() => listItems(member, input)))).not.toContain("Seq Scan");
  });

  // Those of a change are found by primary keys, which stay.
  const others = questions.filter(([name]) => name !== "those of a change");
  it.each(others)("would notice that the indexes for %s are gone", async (_, input) => {
    const statements = await sentStatements(() => listItems(member, input));
    await client.query("BEGIN");
    await withoutIndexes(client, tables);
    const scans = await scansOf(statements).finally(() => client.query("ROLLBACK"));
    expect(scans).toContain("Seq Scan");
  });

  it("begins a late page at its key: it reads a page, not what came before", async () => {
    let cursor = (await listItems(member, { limit: 50 })).nextCursor;
    for (let page = 2; page < 60; page++)
      cursor = (await listItems(member, { limit: 50, cursor })).nextCursor;
    const [statement] = await sentStatements(() => listItems(member, { limit: 50, cursor }));
    if (!statement) throw new Error("Nothing was asked.");
    const scan = (await planNodes(client, statement)).find((node) => node["Relation Name"] === "RoadmapItem");
    const read = (scan?.["Actual Rows"] ?? items) + (scan?.["Rows Removed by Filter"] ?? 0);
    expect(read).toBeLessThan(100);
  });

  it("gives every item once, page after page, in each order", async () => {
    for (const sort of ["order", "-score", "title", "-title", "number", "-number"] as const) {
      const seen = new Set<number>();
      let cursor: string | null = null;
      do {
        const input: Record<string, unknown> = {
          team: "Team 5",
          sort,
          limit: 40,
          ...(cursor ? { cursor } : {}),
        };
        const page = await listItems(member, input);
        for (const item of page.items) seen.add(item.number);
        cursor = page.nextCursor;
      } while (cursor);
      const { rows } = await client.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM "RoadmapItem" WHERE "published" AND "team" = 'Team 5'`,
      );
      expect(seen.size).toBe(rows[0]?.count);
    }
  });

  it("shows a board, an item, the score and a quarter's moves with a fixed number of questions", async () => {
    const count = async (work: () => Promise<unknown>) => (await sentStatements(work)).length;
    expect(await count(() => getBoard(member, { by: "horizon", filter: {} }))).toBeLessThanOrEqual(7);
    expect(
      await count(() => getBoard(member, { by: "quarter", from: "2021-Q1", filter: {} })),
    ).toBeLessThanOrEqual(10);
    expect(await count(() => getItem(member, { number: 17 }))).toBeLessThanOrEqual(4);
    expect(await count(() => predictionScores(member))).toBeLessThanOrEqual(5);
    expect(await count(() => quarterMoves(member, { quarter: "2021-Q2" }))).toBeLessThanOrEqual(4);
  });
});

const tables = ["RoadmapItem", "RoadmapChange"];

/** How the roadmap's own tables are read. */
async function scansOf(statements: Statement[]): Promise<string[]> {
  const nodes: PlanNode[] = [];
  for (const statement of statements) nodes.push(...(await planNodes(client, statement)));
  return nodes
    .filter((node) => tables.includes(node["Relation Name"] ?? ""))
    .map((node) => node["Node Type"]);
}
