import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { similarChanges } from "#lib/changes/queries/similar-changes.ts";
import { listChanges } from "#lib/changes/queries.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { env } from "#lib/server/env.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { fillChanges } from "#lib/testing/many-changes.ts";
import {
  type PlanNode,
  planNodes,
  rowsRead,
  type Statement,
  sentStatements,
} from "#lib/testing/sent-statements.ts";

const rows = 20_000;
let client: pg.Client;
let executive: UserActor;

beforeAll(async () => {
  client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  await fillChanges(client, rows);
  executive = await actorOf("executive");
  return () => client.end();
});

const questions: [name: string, input: Record<string, unknown>][] = [
  ["the first page", {}],
  ["one area", { area: "database" }],
  ["one practice", { practice: "indexing" }],
  ["one system", { system: "system-40" }],
  ["one team", { team: "TEAM 7 " }],
  ["no team", { team: "none" }],
  ["one status", { status: "abandoned" }],
  ["one outcome", { outcome: "regressed" }],
  ["those that state a cost", { states: "cost" }],
  ["those that state a saving, by title", { states: "saving", sort: "title" }],
  [
    "those of a quarter that state a saving and improved",
    { states: "saving", quarter: "2021-Q2", outcome: "improved" },
  ],
  ["one quarter", { quarter: "2021-Q2" }],
  ["four filters at once", { area: "code", system: "system-3", status: "verified", outcome: "improved" }],
  ["the oldest first", { sort: "applied" }],
  ["by title", { sort: "title" }],
  ["by title, backwards", { sort: "-title" }],
  ["by number", { sort: "number" }],
  ["a common word", { q: "cache" }],
  ["two words", { q: "pool balancer" }],
  ["a word in few changes", { q: "ops-4711" }],
  ["a number with its end", { q: "ops-4711." }],
  ["a word in none", { q: "zeppelin" }],
  ["a slip in a common word", { q: "batche" }],
  ["a word in one quarter", { q: "braille", quarter: "2021-Q2" }],
];

describe(`the list of changes, of ${rows.toLocaleString("en")}`, () => {
  it.each(questions)(
    "asks the database at most four times for %s, however long the page",
    async (_, input) => {
      const few = await statementsOf({ ...input, limit: 5 });
      const many = await statementsOf({ ...input, limit: 200 });
      expect(few.length).toBeGreaterThan(0);
      expect(many.length).toBe(few.length);
      expect(many.length).toBeLessThanOrEqual(4);
    },
  );

  it.each(questions)("answers %s from an index", async (_, input) => {
    for (const statement of await statementsOf(input)) {
      const scans = (await planNodes(client, statement)).filter((node) => node["Relation Name"] === "Change");
      expect(scans.map((node) => node["Node Type"])).not.toContain("Seq Scan");
    }
  });

  it.each(["batche", "conection pool", "zeppelin"])(
    "reads no change for %s, which nobody wrote",
    async (q) => {
      expect(rowsRead(await plansOf(await statementsOf({ q })), "Change")).toBe(0);
    },
  );

  it("would notice a question that no index answers", async () => {
    const nodes = await planNodes(client, {
      text: `SELECT "number" FROM "Change" WHERE "description" = $1`,
      values: ["x"],
    });
    expect(nodes.map((node) => node["Node Type"])).toContain("Seq Scan");
  });

  it.each(["ops-4711", "ops-4711."])("finds %s by the number in it", async (q) => {
    const scans = byNumber(await plansOf(await statementsOf({ q })));
    expect(scans.map((node) => node["Actual Rows"])).toEqual([1]);
  });

  it("would notice that the index of numbers is gone", async () => {
    const statements = await statementsOf({ q: "ops-4711." });
    await client.query("BEGIN");
    await client.query(`DROP INDEX "Change_searchNumbers_searchText_idx"`);
    const nodes = await plansOf(statements).finally(() => client.query("ROLLBACK"));
    expect(byNumber(nodes)).toEqual([]);
  });

  it("begins page 200 at its key: it reads a page, not what came before", async () => {
    let cursor = (await listChanges(executive, { limit: 50 })).nextCursor;
    for (let page = 2; page < 200; page++) {
      cursor = (await listChanges(executive, { limit: 50, cursor })).nextCursor;
    }
    const [statement, ...others] = await statementsOf({ limit: 50, cursor });
    expect(others).toEqual([]);
    if (!statement) throw new Error("Nothing was asked.");
    const scan = (await planNodes(client, statement)).find((node) => node["Relation Name"] === "Change");
    const read = (scan?.["Actual Rows"] ?? rows) + (scan?.["Rows Removed by Filter"] ?? 0);
    expect(read).toBeLessThan(100);
  });

  it("gives every change once, page after page, in each order", async () => {
    for (const sort of ["-applied", "applied", "title", "-title", "number", "-number"] as const) {
      const seen = new Set<number>();
      let cursor: string | null = null;
      do {
        const input: Record<string, unknown> = { q: "zip", sort, limit: 60, ...(cursor ? { cursor } : {}) };
        const page = await listChanges(executive, input);
        for (const item of page.items) seen.add(item.number);
        cursor = page.nextCursor;
      } while (cursor);
      const { rows: counted } = await client.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM "Change" WHERE "publishedAt" IS NOT NULL AND "searchText" LIKE '%zip%'`,
      );
      expect(seen.size).toBe(counted[0]?.count);
    }
  });
});

describe("similar changes while typing", () => {
  const titles = [
    ["common words", "Cache the search query on the main database"],
    ["one common word", "cache"],
    ["a rare word", "Cache the zip archive"],
    ["a slip of the keyboard", "Cashe the conection pool"],
    ["words that nobody wrote", "Quantum flux capacitor"],
  ];

  it.each(titles)("reads a bounded part of the changes for %s, by indexes", async (_, title) => {
    const statements = await sentStatements(() => similarChanges(executive, { title }));
    expect(statements.length).toBeLessThanOrEqual(6);
    const nodes = await plansOf(statements);
    const scans = nodes.filter((node) => node["Relation Name"] === "Change").map((node) => node["Node Type"]);
    expect(scans).not.toContain("Seq Scan");
    expect(rowsRead(nodes, "Change")).toBeLessThan(6_000);
  });

  it("would notice that common words are read one by one", async () => {
    const text = `SELECT count(*) FROM "Change" WHERE "searchVector" @@ $1::tsquery`;
    const nodes = await planNodes(client, { text, values: ["'cach' | 'databas'"] });
    expect(rowsRead(nodes, "Change")).toBeGreaterThan(6_000);
  });

  it("finds what the title says, also with a slip", async () => {
    for (const title of ["Shorten the braille export at night", "Shorten the brialle export at night"]) {
      const [first] = await similarChanges(executive, { title });
      expect(first?.title, title).toBe("Shorten the braille export at night");
    }
  });
});

async function plansOf(statements: Statement[]): Promise<PlanNode[]> {
  const plans: PlanNode[] = [];
  for (const statement of statements) plans.push(...(await planNodes(client, statement)));
  return plans;
}

function byNumber(nodes: PlanNode[]): PlanNode[] {
  return nodes.filter((node) => node["Index Cond"]?.includes('"searchNumbers" @>'));
}

function statementsOf(input: Record<string, unknown>): Promise<Statement[]> {
  return sentStatements(() => listChanges(executive, input));
}
