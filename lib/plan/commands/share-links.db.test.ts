import { beforeAll, expect, test } from "vitest";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { canSeeShareLink, visibleShareLinks } from "#lib/plan/access.ts";
import { createShareLink, revokeShareLink } from "#lib/plan/commands/share-links.ts";
import { listShareLinks, openShareLink } from "#lib/plan/queries/share-links.ts";
import { sharedParts } from "#lib/plan/shared-overview.ts";
import { stateQuarter } from "#lib/reviews/commands/state-quarter.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { createObjective, createSystem } from "#lib/systems/commands.ts";
import { everyRole, tokenActorOf } from "#lib/testing/actors.ts";
import { editOrganisation } from "#lib/users/commands/edit-organisation.ts";

const visitor = systemActor("shared link");
const quarter = "2026-Q3";
const now = new Date("2026-10-06T00:00:00Z");
const daysLater = (days: number) => new Date(now.getTime() + days * 86_400_000);
let people: Record<"admin" | "lead" | "reviewer" | "executive" | "member", UserActor>;

beforeAll(async () => {
  people = await everyRole();
  await editOrganisation(people.admin, { currency: "EUR" });
  await createSystem(people.lead, { key: "portal", name: "CANARY-system" });
  await createMetric(people.lead, {
    key: "portal.search",
    name: "Transaction search",
    system: "portal",
    unit: "ms",
    better: "lower",
    kind: "duration",
  });
  await createObjective(people.lead, {
    key: "fast",
    kind: "responsiveness",
    name: "CANARY-objective",
    targets: [{ metric: "portal.search", value: 300 }],
  });
  const shared = { area: "database", practice: "indexing", system: "portal", owner: people.lead.email };
  const { number } = await recordChange(people.lead, {
    ...shared,
    title: "CANARY-title",
    ...{ effortDays: 3, savingPerYear: "987654.00", savingBasis: "CANARY-basis" },
    appliedAt: "2026-07-14T08:00:00Z",
  });
  await measureChange(people.lead, {
    number,
    metric: "portal.search",
    before: { values: [412, 405, 398, 420, 415, 409, 411, 402, 417, 408] },
    after: { values: [331, 326, 337, 329, 333, 335, 328, 330, 334, 327] },
    order: "interleaved",
  });
  await recordChange(people.lead, { ...shared, title: "CANARY-next", status: "planned" });
});

const secretOf = (path: string) => path.replace("/shared/", "");
const share = async (actor: UserActor, parts: readonly string[] = sharedParts, days = 30) => {
  const { id, path } = await createShareLink(actor, { what: "overview", quarter, days, parts }, now);
  return { id, secret: secretOf(path) };
};
const open = async (secret: string, at = now) => {
  const view = await openShareLink(visitor, { secret }, at);
  return view.what === "overview" ? view : expect.fail("It shows something else.");
};

test("shows the overview to whoever holds it, until it ends", async () => {
  const { id, secret } = await share(people.executive);
  const { overview, by, expiresAt } = await open(secret, daysLater(29));
  expect(overview.headline).toBe("One change proved better. None made things worse.");
  expect(overview.next.map(({ title }) => title)).toEqual(["CANARY-next"]);
  expect([by, expiresAt]).toEqual([people.executive.name, daysLater(30).toISOString()]);
  await expect(openShareLink(visitor, { secret }, daysLater(30))).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const [row] = await listShareLinks(people.executive, {}, daysLater(31));
  expect(row).toMatchObject({ id, state: "expired", opened: 1 });
});

test("is kept as a hash, and both its making and its end are audited", async () => {
  const { id, secret } = await share(people.lead);
  await revokeShareLink(people.lead, { id });
  await expect(openShareLink(visitor, { secret }, now)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(revokeShareLink(people.lead, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const events = await db.auditEvent.findMany({ where: { entityId: id }, orderBy: { position: "asc" } });
  expect(events.map(({ action }) => action)).toEqual(["share.create", "share.revoke"]);
  const stored = JSON.stringify([
    await db.shareLink.findUnique({ where: { id } }),
    events.map(({ data }) => data),
  ]);
  expect(stored).not.toContain(secret);
});

test("ends with the account of whoever made it", async () => {
  const { reviewer } = await everyRole();
  const { secret } = await share(reviewer);
  await db.user.update({ where: { id: reviewer.userId }, data: { disabledAt: now }, select: { id: true } });
  await expect(openShareLink(visitor, { secret }, now)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("holds nothing that was not chosen, nor what is nobody's business outside", async () => {
  const textOf = async (parts: string[]) => {
    const { secret } = await share(people.lead, parts);
    return JSON.stringify((await open(secret)).overview);
  };
  const bare = await textOf([]);
  expect(bare).toContain("Transaction search");
  expect(bare).not.toContain("CANARY");
  expect(bare).not.toContain(people.lead.name);
  expect(await textOf(["names"])).toContain("CANARY-title");
  expect(await textOf(["names"])).not.toContain("CANARY-next");
  expect(await textOf(["next"])).not.toContain("CANARY");
  expect(await textOf(["targets"])).toContain("CANARY-objective");
  expect(await textOf(["owners"])).toContain(people.lead.name);
  // Money is chosen by itself, and comes without how it was reckoned.
  expect(await textOf(sharedParts.filter((part) => part !== "money"))).not.toMatch(/987.?654|person-days/);
  expect(await textOf(["money"])).toContain("€987,654 a year by one change whose gain is proven");
  expect(await textOf(["money"])).not.toContain("CANARY");
  const all = await textOf([...sharedParts]);
  for (const inside of [people.lead.email, '"seed":"', '"environment":{"']) {
    expect(all.replaceAll('"seed":""', "")).not.toContain(inside);
  }
});

test("shows what a reviewer stated where that and names are chosen, and always what was computed", async () => {
  const words = "CANARY-words";
  await stateQuarter(people.reviewer, { quarter, words, reason: "CANARY-reason" });
  const shown = async (parts: string[]) => (await open((await share(people.lead, parts)).secret)).overview;
  for (const parts of [[], ["names"], ["statement"]]) expect((await shown(parts)).stated).toBeNull();
  const { headline, stated } = await shown(["names", "statement"]);
  expect(headline).toBe("One change proved better. None made things worse.");
  expect(stated).toMatchObject({ words, reason: "CANARY-reason", by: "" });
  expect((await shown([...sharedParts])).stated?.by).toBe(people.reviewer.name);
});

test("is made by people who may, for a time that ends, and opened only through the door for it", async () => {
  await expect(share(people.member)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const token = await tokenActorOf(people.lead, ["read", "write"]);
  await expect(
    createShareLink(token, { what: "overview", quarter, days: 1, parts: [] }),
  ).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  for (const wrong of [
    { days: 0 },
    { days: 400 },
    { quarter: "2026-Q5" },
    { parts: ["emails"] },
    { parts: ["votes"] },
    { what: "roadmap" },
    { what: "plan" },
  ]) {
    const input = { what: "overview", quarter, days: 30, parts: [], ...wrong };
    await expect(createShareLink(people.lead, input)).rejects.toMatchObject({ code: "INVALID" });
  }
  const { secret } = await share(people.lead);
  await expect(openShareLink(people.admin, { secret }, now)).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(openShareLink(visitor, { secret: `${secret}x` }, now)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("the filter and the question agree: admins see all links, others their own, tokens none", async () => {
  for (const person of [people.executive, people.lead, people.reviewer]) await share(person);
  const rows = await db.shareLink.findMany({ select: { id: true, createdById: true } });
  const tokens = await Promise.all(
    Object.values(people).map((person) => tokenActorOf(person, ["read", "write"])),
  );
  for (const actor of [...Object.values(people), ...tokens, systemActor("test")]) {
    const visible = await db.shareLink.findMany({ where: visibleShareLinks(actor), select: { id: true } });
    const right = rows.filter((row) => canSeeShareLink(actor, row));
    expect(visible.map(({ id }) => id).sort()).toEqual(right.map(({ id }) => id).sort());
  }
  const { id } = await share(people.reviewer);
  await expect(revokeShareLink(people.lead, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await revokeShareLink(people.admin, { id });
});
