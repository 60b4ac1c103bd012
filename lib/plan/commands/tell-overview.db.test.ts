import { beforeAll, expect, test } from "vitest";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { tellOverview } from "#lib/plan/commands/tell-overview.ts";
import { getOverview } from "#lib/plan/queries/overview.ts";
import { stateQuarter } from "#lib/reviews/commands/state-quarter.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { editPreferences } from "#lib/users/commands/edit-preferences.ts";

const worker = systemActor("plan.tell-overview");
/** A Thursday, and the Monday after it. */
const thursday = new Date("2026-07-02T05:40:00Z");
const monday = new Date("2026-07-06T05:40:00Z");
let people: Awaited<ReturnType<typeof everyRole>>;

beforeAll(async () => {
  people = await everyRole();
  await createSystem(people.lead, { key: "portal", name: "User portal" });
  const about = { system: "portal", unit: "ms", better: "lower", kind: "duration" };
  await createMetric(people.lead, { ...about, key: "portal.search", name: "Transaction search, p95" });
});

async function improved(appliedAt: string) {
  const { number } = await recordChange(people.lead, {
    ...{ title: "Composite index", area: "database", system: "portal", appliedAt, effortDays: 2 },
  });
  await measureChange(people.lead, {
    ...{ number, metric: "portal.search", order: "interleaved" },
    before: { values: [412, 405, 398, 420, 415, 409, 411, 402, 417, 408] },
    after: { values: [331, 326, 337, 329, 333, 335, 328, 330, 334, 327] },
  });
  return number;
}

const toldBy = (event: string) =>
  db.notification.findMany({
    where: { event },
    orderBy: { user: { role: "asc" } },
    select: { title: true, body: true, path: true, user: { select: { role: true } } },
  });

test("a quarter without changes is told to nobody", async () => {
  expect(await tellOverview(worker, thursday)).toEqual({ quarter: null, week: null });
});

test("a quarter that has ended is told once to all but members, in the sentences of its page", async () => {
  const number = await improved("2026-05-10T08:00:00Z");
  const words = "Searching was the least of our troubles.";
  const reason = "What users waited for was the statements.";
  await stateQuarter(people.reviewer, { quarter: "2026-Q2", words, reason });
  expect(await tellOverview(worker, thursday)).toEqual({ quarter: "2026-Q2", week: null });
  expect(await tellOverview(worker, monday)).toMatchObject({ quarter: null });
  const told = await toldBy("overview.quarter");
  expect(told.map(({ user }) => user.role)).toEqual(["admin", "executive", "lead", "reviewer"]);
  const { headline, gains } = await getOverview(people.executive, { quarter: "2026-Q2" }, thursday);
  expect(told[0]).toMatchObject({
    title: `Q2\u00a02026 has ended: ${words}`,
    path: "/?quarter=2026-Q2",
  });
  expect(told[0]?.body).toContain(`Computed: ${headline} Stated by ${people.reviewer.name} on `);
  expect(told[0]?.body).toContain(`: ${reason}\n`);
  expect(told[0]?.body).toContain("- The one change states what it cost: 2\u00a0person-days.");
  expect(told[0]?.body).toContain(`- ${gains[0]?.change.primary?.verdict.sentence} C-${number}`);
});

test("how the running quarter stands comes on Mondays, to who chose it", async () => {
  await improved("2026-07-01T08:00:00Z");
  expect(await tellOverview(worker, monday)).toEqual({ quarter: null, week: null });
  await editPreferences(people.executive, {
    preferences: [{ event: "overview.week", portal: "off", mail: "immediate" }],
  });
  expect(await tellOverview(worker, new Date("2026-07-07T05:40:00Z"))).toEqual({ quarter: null, week: null });
  expect(await tellOverview(worker, monday)).toEqual({ quarter: null, week: "2026-07-06" });
  expect(await tellOverview(worker, monday)).toEqual({ quarter: null, week: null });
  const [one, ...others] = await toldBy("overview.week");
  expect(others).toEqual([]);
  expect(one?.user.role).toBe("executive");
  expect(one?.title).toMatch(/^Q3\u00a02026 so far: One change proved better/);
});

test("only the portal itself tells, and nothing of simulated numbers", async () => {
  await expect(tellOverview(people.admin, monday)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await db.organisation.create({ data: { id: 1, name: "SayPro", sample: true } });
  const nextMonday = new Date("2026-07-13T05:40:00Z");
  expect(await tellOverview(worker, nextMonday)).toEqual({ quarter: null, week: null });
  await db.organisation.update({ where: { id: 1 }, data: { sample: false } });
  expect(await tellOverview(worker, nextMonday)).toEqual({ quarter: null, week: "2026-07-13" });
});
