import { beforeAll, expect, test } from "vitest";
import { editChange } from "#lib/changes/commands/edit-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { historySentence } from "#lib/changes/history-sentence.ts";
import { changeHistory, listChanges } from "#lib/changes/queries.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { apiCaller } from "#lib/testing/api-caller.ts";
import { editOrganisation } from "#lib/users/commands/edit-organisation.ts";

let lead: UserActor;
let admin: UserActor;
const basics = { title: "Smaller servers", area: "infrastructure", system: "portal" };
const whole = {
  effortDays: "3.50",
  spentOnce: "1200.00",
  runningCostPerYear: "0.00",
  savingPerYear: "7560.00",
  savingBasis: "3 instances at 210 € a month fewer",
};

beforeAll(async () => {
  lead = await actorOf("lead", { name: "Thandi Mokoena" });
  admin = await actorOf("admin");
  await createSystem(lead, { key: "portal", name: "Portal" });
});

test("money is refused until the organisation has a currency; effort needs none", async () => {
  await expect(recordChange(lead, { ...basics, spentOnce: 10, runningCostPerYear: 0 })).rejects.toMatchObject(
    {
      faults: [
        { path: "spentOnce", message: expect.stringContaining("no currency") },
        { path: "runningCostPerYear" },
      ],
    },
  );
  expect(await recordChange(lead, { ...basics, effortDays: 2 })).toMatchObject({
    effortDays: "2.00",
    spentOnce: null,
    currency: null,
  });
  await expect(editOrganisation(admin, { currency: "EURO" })).rejects.toMatchObject({ code: "INVALID" });
  await editOrganisation(admin, { currency: "EUR" });
});

test("the same over HTTP, there and back, and what is not stated is null", async () => {
  const caller = await apiCaller("lead");
  const posted = await caller.call("POST", "/changes", {
    body: { ...basics, ...whole, effortDays: 3.5, spentOnce: 1200 },
  });
  expect(posted.status, posted.text).toBe(201);
  expect(posted.json).toMatchObject({ ...whole, currency: "EUR", savingStatedBy: caller.user.name });
  const path = `/changes/${posted.json.number}`;
  const patched = await caller.call("PATCH", path, { body: { savingPerYear: null, spentOnce: null } });
  expect(patched.json).toMatchObject({
    effortDays: "3.50",
    spentOnce: null,
    runningCostPerYear: "0.00",
    savingPerYear: null,
    savingBasis: null,
    savingStatedBy: null,
    savingStatedAt: null,
  });
  const { json: read } = await caller.call("GET", path);
  const back = Object.fromEntries(Object.keys(whole).map((name) => [name, read[name]]));
  const again = await caller.call("PATCH", path, { body: back });
  expect(again.json.version).toBe(read.version);
  const { json: listed } = await caller.call("GET", "/changes?states=saving");
  expect(listed.items).toEqual([]);
});

test.each([
  [{ savingPerYear: 100 }, ["savingBasis"], /how the saving is reckoned/],
  [{ savingBasis: "one server fewer" }, ["savingPerYear"], /Give the saving per year/],
  [{ spentOnce: "1,200" }, ["spentOnce"], /no separators/],
  [{ runningCostPerYear: -5 }, ["runningCostPerYear"], /not negative/],
  [{ effortDays: 100_000 }, ["effortDays"], /at most 99999/],
  [{ savingPerYear: 0.005, savingBasis: "x" }, ["savingPerYear"], /two decimals/],
  [{ effortDays: true }, ["effortDays"], /must be a number/],
])("refuses %o and names the field", async (stated, paths, words) => {
  const refused = recordChange(lead, { ...basics, ...stated });
  await expect(refused).rejects.toMatchObject({
    faults: paths.map((path) => ({ path, message: expect.stringMatching(words) })),
  });
});

test("an edit is held against what stays, keeps who stated it, and stands in the history", async () => {
  const { number } = await recordChange(lead, { ...basics, ...whole });
  const other = await actorOf("lead", { name: "Sipho Dlamini" });
  await expect(editChange(other, { number, savingBasis: null })).rejects.toMatchObject({
    faults: [{ path: "savingBasis" }],
  });
  const cheaper = await editChange(other, { number, spentOnce: 900 });
  expect(cheaper).toMatchObject({ ...whole, spentOnce: "900.00", savingStatedBy: "Thandi Mokoena" });
  expect(await editChange(other, { number, savingPerYear: 8000 })).toMatchObject({
    savingPerYear: "8000.00",
    savingStatedBy: "Sipho Dlamini",
  });
  const [latest] = await changeHistory(lead, { number });
  expect(latest?.data).toMatchObject({
    changed: { savingPerYear: { before: "7560.00", after: "8000.00" } },
  });
  expect(latest && historySentence(latest)).toBe("Sipho Dlamini edited the saving.");
});

test("lists find what states a cost and what states a saving", async () => {
  await db.change.deleteMany();
  const effort = await recordChange(lead, { ...basics, effortDays: 1 });
  const saving = await recordChange(lead, { ...basics, savingPerYear: 10, savingBasis: "less" });
  await recordChange(lead, basics);
  const found = async (states: string) =>
    (await listChanges(lead, { states })).items.map(({ number }) => number);
  expect(await found("cost")).toEqual([effort.number]);
  expect(await found("saving")).toEqual([saving.number]);
  await expect(listChanges(lead, { states: "money" })).rejects.toMatchObject({ code: "INVALID" });
});

test("the currency stays while amounts are stated in it", async () => {
  await expect(editOrganisation(admin, { currency: "JPY" })).rejects.toMatchObject({
    faults: [{ path: "currency", message: expect.stringContaining("EUR") }],
  });
  await db.change.deleteMany();
  expect(await editOrganisation(admin, { currency: "JPY" })).toMatchObject({ currency: "JPY" });
});
