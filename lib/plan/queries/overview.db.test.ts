import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { moveChange } from "#lib/changes/commands/move-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { overviewSchema } from "#lib/plan/overview-schema.ts";
import { getOverview } from "#lib/plan/queries/overview.ts";
import { db } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { createObjective, createSystem } from "#lib/systems/commands.ts";
import { everyRole, tokenActorOf } from "#lib/testing/actors.ts";
import { fillChanges } from "#lib/testing/many-changes.ts";
import { planNodes, rowsRead, sentStatements } from "#lib/testing/sent-statements.ts";

const slow = [412, 405, 398, 420, 415, 409, 411, 402, 417, 408];
const quick = [331, 326, 337, 329, 333, 335, 328, 330, 334, 327];
const now = new Date("2026-09-01T00:00:00Z");
let people: Record<"admin" | "lead" | "reviewer" | "executive" | "member", UserActor>;

beforeAll(async () => {
  people = await everyRole();
  await createSystem(people.lead, { key: "portal", name: "User portal" });
  const shared = { system: "portal", unit: "ms", better: "lower", kind: "duration" };
  await createMetric(people.lead, { ...shared, key: "portal.search", name: "Transaction search, p95" });
  await createMetric(people.lead, { ...shared, key: "portal.cpu", name: "CPU time" });
  await createObjective(people.lead, {
    key: "fast",
    kind: "responsiveness",
    name: "Fast searches",
    targets: [{ metric: "portal.search", value: 300, dueAt: "2026-08-01T00:00:00Z" }],
  });
});

async function applied(title: string, metric: string, before: number[], after: number[]): Promise<number> {
  const { number } = await recordChange(people.lead, {
    title,
    area: "database",
    system: "portal",
    appliedAt: "2026-07-14T08:00:00Z",
    owner: people.lead.email,
  });
  if (before.length > 0) {
    await measureChange(people.lead, {
      number,
      metric,
      before: { values: before },
      after: { values: after },
      order: "interleaved",
    });
  }
  return number;
}

describe("the overview of a quarter", () => {
  it("counts results, not changes, and keeps what weakens the claim on the same page", async () => {
    const index = await applied("Composite index", "portal.search", slow, quick);
    const twin = await applied("Index, second zone", "portal.search", slow, quick);
    const cpu = await applied(
      "Less logging",
      "portal.cpu",
      slow,
      quick.map((value) => value - 20),
    );
    const worse = await applied("Larger pool", "portal.cpu", quick, slow);
    const undone = await applied("Smaller pool", "portal.search", quick, slow);
    await moveChange(people.lead, { number: undone, status: "rolled-back", reason: "It was slower." });
    const unmeasured = await applied("New balancer", "portal.cpu", [], []);
    const reported = await applied("CDN", "portal.cpu", [100], [70]);
    await recordChange(people.lead, { title: "Later", area: "code", system: "portal", status: "planned" });

    const overview = await getOverview(people.executive, { quarter: "2026-Q3" }, now);
    expect(overviewSchema.parse(overview)).toEqual(overview);
    expect(overview.headline).toBe(
      "Two changes proved better. Two made things worse, and one of them was rolled back.",
    );
    expect(overview.counts).toMatchObject({ better: 2, worse: 2, open: 1, reported: 1, changes: 7 });
    const shown = (results: { change: { number: number } }[]) => results.map(({ change }) => change.number);
    expect(overview.better.map(({ name, count, results }) => [name, count, shown(results)])).toEqual([
      ["Responsiveness", 1, [twin]],
      ["Without a target", 1, [cpu]],
    ]);
    expect(overview.gains.map(({ change, sharedWith }) => [change.number, sharedWith])).toEqual([
      [cpu, []],
      [twin, [index]],
    ]);
    expect(shown(overview.worse.results).toSorted()).toEqual([worse, undone].toSorted());
    expect(shown(overview.reported.results)).toEqual([reported]);
    expect(overview.targets[0]?.periods.at(-1)?.value).toBeCloseTo(330.5);
    expect(overview.next.map(({ title }) => title)).toEqual(["Later"]);
    const [loss, ...others] = overview.risks;
    expect(loss && "change" in loss ? loss.change.number : null).toBe(worse);
    expect(others.map((risk) => ("sentence" in risk ? risk.sentence.replaceAll("\u00a0", " ") : ""))).toEqual(
      [
        expect.stringMatching(/^Transaction search, p95 missed its target: [\d.]+ ms to go\.$/),
        "One change is in use without a verdict.",
      ],
    );
    expect(unmeasured).toBeGreaterThan(0);

    const leads = await getOverview(people.lead, { quarter: "2026-Q3" }, now);
    expect(leads.asks.map(({ sentence }) => sentence)).toContain(
      "Add evidence to your change without a verdict.",
    );
    expect({ ...leads, asks: [] }).toEqual({ ...overview, asks: [] });
  });

  it("says so where nothing happened, and refuses what is no quarter or may not be read", async () => {
    const empty = await getOverview(people.member, { quarter: "2020-Q1" }, now);
    expect(empty.headline).toBe("No change was applied in this quarter.");
    await expect(getOverview(people.member, { quarter: "2020-Q5" })).rejects.toMatchObject({
      code: "INVALID",
    });
    const writer = await tokenActorOf(people.lead, ["write"]);
    await expect(getOverview(writer)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("the overview of 20,000 changes", () => {
  const quarter = "2021-Q2";
  let client: pg.Client;

  beforeAll(async () => {
    client = new pg.Client({ connectionString: env.DATABASE_URL });
    await client.connect();
    await db.$executeRaw`DELETE FROM "Target"`;
    await fillChanges(client, 20_000);
    await createObjective(people.lead, {
      key: "many",
      kind: "scalability",
      name: "Many targets",
      targets: Array.from({ length: 20 }, (_, index) => ({ metric: `metric-${index + 1}`, value: 300 })),
    });
    return () => client.end();
  });

  it("asks as much of the database for a large quarter as for an empty one, and never reads all changes", async () => {
    const large = await sentStatements(() => getOverview(people.executive, { quarter }));
    const empty = await sentStatements(() => getOverview(people.executive, { quarter: "1999-Q1" }));
    expect(large.length).toBeGreaterThan(0);
    expect(large.length - empty.length).toBeLessThanOrEqual(2);
    expect(large.length).toBeLessThanOrEqual(18);
    for (const statement of large) {
      const scans = (await planNodes(client, statement)).filter((node) => node["Relation Name"] === "Change");
      expect(scans.map((node) => node["Node Type"])).not.toContain("Seq Scan");
    }
  });

  it("reads of the changes what the quarter has and what is shown, not what came before or after", async () => {
    const { rows } = await client.query<{ all: number }>(
      `SELECT count(*)::int AS all FROM "Change" WHERE "happenedAt" >= '2021-04-01' AND "happenedAt" < '2021-07-01'`,
    );
    const ofQuarter = rows[0]?.all ?? 0;
    expect(ofQuarter).toBeGreaterThan(300);
    for (const statement of await sentStatements(() => getOverview(people.executive, { quarter }))) {
      const nodes = await planNodes(client, statement);
      // The one that counts reads an index alone; the others what is shown.
      const counts = statement.text.includes("MATERIALIZED");
      const read = rowsRead(nodes, "Change");
      expect(read, statement.text).toBeLessThanOrEqual(counts ? ofQuarter : 150);
      if (counts) expect(nodes.map((node) => node["Node Type"])).toContain("Index Only Scan");
      // Twenty targets in five quarters: one look for each, whatever was measured before and after.
      expect(rowsRead(nodes, "MeasuredValue"), statement.text).toBeLessThanOrEqual(100);
    }
  });

  it("counts what a hand-written statement counts, and shows a handful of it", async () => {
    const overview = await getOverview(people.executive, { quarter });
    const { rows } = await client.query<{ better: number; all: number }>(
      `SELECT count(*) FILTER (WHERE outcome = 'improved' AND status NOT IN ('rolled-back', 'abandoned'))::int AS better,
         count(*)::int AS all
       FROM "Change" WHERE "happenedAt" >= '2021-04-01' AND "happenedAt" < '2021-07-01'
         AND status NOT IN ('draft', 'planned', 'in-progress')`,
    );
    expect(overview.counts.better).toBe(rows[0]?.better);
    expect(overview.counts.changes).toBe(rows[0]?.all);
    expect(overview.counts.changes).toBeGreaterThan(300);
    const shown = overview.better.flatMap(({ results }) => results).length + overview.worse.results.length;
    expect(shown).toBeLessThanOrEqual(30);
  });
});
