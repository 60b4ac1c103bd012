import { expect, test } from "vitest";
import { createPractice, editPractice } from "#lib/changes/commands/practices.ts";
import { listPractices } from "#lib/changes/queries.ts";
import { db } from "#lib/server/db.ts";
import { actorOf } from "#lib/testing/actors.ts";

const caching = { key: "caching", area: "software-configuration", name: "Caching" };

test("an admin adds a practice after the fifteen built-in ones, archives it and brings it back", async () => {
  const admin = await actorOf("admin");
  const before = await listPractices(admin);
  expect(before.filter((one) => one.builtIn)).toHaveLength(15);
  await createPractice(admin, caching);
  const own = (await listPractices(admin)).filter((one) => one.area === caching.area);
  expect(own.at(-1)).toEqual({ ...caching, builtIn: false, archived: false });
  await editPractice(admin, { key: "caching", archived: true });
  expect((await listPractices(admin)).map(({ key }) => key)).not.toContain("caching");
  expect((await editPractice(admin, { key: "caching", archived: false })).archived).toBe(false);
  const actions = await db.auditEvent.findMany({ where: { entity: "practice" }, select: { action: true } });
  expect(actions.map(({ action }) => action)).toEqual(["practice.create", "practice.edit", "practice.edit"]);
});

test("a taken key, an unknown area and anybody but an admin are refused", async () => {
  const admin = await actorOf("admin");
  await expect(createPractice(admin, { ...caching, key: "indexing" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await expect(createPractice(admin, { ...caching, area: "weather" })).rejects.toMatchObject({
    code: "INVALID",
  });
  await expect(createPractice(await actorOf("lead"), caching)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
