import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { createPractice } from "#lib/changes/commands/practices.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { getChange } from "#lib/changes/queries.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { adoptPlan } from "#lib/plan/commands/adopt-plan.ts";
import { previewPlan, readPlan } from "#lib/plan/queries/read-plan.ts";
import { db, transaction } from "#lib/server/db.ts";
import { writeText } from "#lib/server/files.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { apiCaller } from "#lib/testing/api-caller.ts";

let people: Awaited<ReturnType<typeof everyRole>>;

const plan = `# Plan
## Database
### Indexing
- Added an index on orders.
  - p95 latency fell from 420 ms to 180 ms.
  - Owner: *Ann*, of \`a*b\`
- Index on refunds (planned)
### Vacuuming
- Ran vacuum every night on the shop.
## Canteen
Soup on Mondays.
`;

beforeAll(async () => {
  people = await everyRole();
  await createSystem(people.lead, { key: "shop", name: "Shop" });
  await createPractice(people.admin, { key: "vacuuming", area: "database", name: "Vacuuming" });
});

async function uploaded(actor: UserActor, text = plan, name = "plan.md"): Promise<string> {
  return (await transaction((tx) => writeText(tx, { name, text, uploadedById: actor.userId }))).id;
}

const change = (line: number, more: object = {}) => ({
  ...{ line, title: `From line ${line}`, area: "database", practice: null, system: "shop", appliedAt: null },
  ...more,
});

test("a plan is read with this portal's practices, and nothing is recorded by it", async () => {
  const before = await db.change.count();
  const reading = await readPlan(people.lead, { file: await uploaded(people.lead) });
  expect(reading.changes).toEqual([
    { title: "Added an index on orders", area: "database", practice: "indexing", line: 4 },
    { title: "Ran vacuum every night on the shop", area: "database", practice: "vacuuming", line: 9 },
  ]);
  expect(reading.notUnderstood).toEqual([{ text: "Soup on Mondays.", line: 11 }]);
  expect(await db.change.count()).toBe(before);
});

test("the preview shows claims beside their change, the system it names, and what is recorded already", async () => {
  const { number } = await recordChange(people.lead, {
    title: "added an index on Orders",
    area: "database",
    system: "shop",
  });
  const preview = await previewPlan(people.lead, { file: await uploaded(people.lead) });
  expect(preview.changes[0]).toMatchObject({
    claims: [{ text: "p95 latency fell from 420 ms to 180 ms.", line: 5 }],
    like: { number, same: true },
    system: null,
  });
  expect(preview.changes[1]).toMatchObject({ system: "shop", claims: [] });
  expect(preview.planned).toEqual([{ text: "Index on refunds (planned)", line: 7 }]);
});

test("confirmed changes become drafts that say where they come from; claims stay words", async () => {
  const file = await uploaded(people.lead);
  const { numbers } = await adoptPlan(people.lead, {
    file,
    changes: [
      change(4, { title: "An index on orders", practice: "indexing", appliedAt: "2025-03-04" }),
      change(9),
    ],
  });
  const [first = 0, second = 0] = numbers;
  const { sha256 } = await db.storedFile.findUniqueOrThrow({ where: { id: file } });
  const drafted = await getChange(people.lead, { number: first });
  expect(drafted).toMatchObject({
    title: "An index on orders",
    status: "draft",
    practice: "indexing",
    appliedAt: "2025-03-04T00:00:00.000Z",
    measurements: [],
    outcome: "none",
  });
  expect(drafted.description).toBe(
    [
      "Owner: Ann, of a\\*b",
      "Claimed by the plan, not measured here:",
      "- p95 latency fell from 420 ms to 180 ms.",
      `Read from plan.md, line 4, sha256 \`${sha256}\``,
    ].join("\n\n"),
  );
  expect((await getChange(people.lead, { number: second })).practice).toBeNull();
  await expect(getChange(people.member, { number: first })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const [event] = await db.auditEvent.findMany({ where: { action: "plan.adopt", entityId: file } });
  expect(event?.data).toEqual({
    name: "plan.md",
    sha256,
    changes: [
      { line: 4, number: first },
      { line: 9, number: second },
    ],
  });
});

test("all or none: one change that is refused keeps the others from being recorded, and is named", async () => {
  const before = await db.change.count();
  const file = await uploaded(people.lead);
  await expect(
    adoptPlan(people.lead, { file, changes: [change(4), change(9, { system: "nowhere" })] }),
  ).rejects.toMatchObject({ code: "INVALID", faults: [{ path: "changes.1.system" }] });
  await expect(
    adoptPlan(people.lead, { file, changes: [change(4, { practice: "refactoring" })] }),
  ).rejects.toMatchObject({
    faults: [{ path: "changes.0.practice" }],
  });
  await expect(adoptPlan(people.lead, { file, changes: [change(4), change(11)] })).rejects.toMatchObject({
    faults: [{ path: "changes.1.line", message: "The plan tells of no change in line 11." }],
  });
  await expect(adoptPlan(people.lead, { file, changes: [change(4), change(4)] })).rejects.toMatchObject({
    code: "INVALID",
  });
  await expect(adoptPlan(people.lead, { file, changes: [] })).rejects.toMatchObject({ code: "INVALID" });
  expect(await db.change.count()).toBe(before);
});

test("who may not record changes reads no plan in, and nobody reads another's file", async () => {
  const file = await uploaded(people.lead);
  for (const actor of [people.member, people.reviewer, people.executive]) {
    await expect(readPlan(actor, { file })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(previewPlan(actor, { file })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(adoptPlan(actor, { file, changes: [change(4)] })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  }
  await expect(readPlan(people.admin, { file })).rejects.toMatchObject({ faults: [{ path: "file" }] });
});

test("POST /plan/readings answers what the command line prints, and refuses what is no plan", async () => {
  const { call } = await apiCaller();
  const name = "saypro-optimization-plan.txt";
  const send = (bytes: Uint8Array<ArrayBuffer>, as: string) => {
    const form = new FormData();
    form.append("file", new Blob([bytes]), as);
    return call("POST", "/plan/readings", { raw: form });
  };
  const read = await send(
    new Uint8Array(readFileSync(new URL(`../reading/examples/${name}`, import.meta.url))),
    name,
  );
  expect(read.status).toBe(200);
  expect(read.json.changes).toHaveLength(32);
  expect(Object.keys(read.json)).toEqual(["changes", "results", "notUnderstood"]);
  const pdf = await send(new TextEncoder().encode("%PDF-1.7\n"), "plan.pdf");
  expect(pdf.status).toBe(422);
  expect(pdf.json.errors[0].message).toMatch(/^plan\.pdf is a PDF\. A plan is read from/);
  const member = await apiCaller("member");
  expect((await member.call("POST", "/plan/readings", { raw: new FormData() })).status).toBe(403);
});
