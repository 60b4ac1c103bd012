import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db, transaction } from "#lib/server/db.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { type News, notify } from "#lib/users/commands/notify.ts";

const news = (userIds: string[], more: Partial<News> = {}): News => ({
  userIds,
  event: "change.verified",
  key: `change.verified:${randomUUID()}`,
  title: "C-7 has its verdict",
  body: "Statements open in 34 % less time.",
  path: "/changes/7",
  ...more,
});

const had = (userId: string) => db.notification.findMany({ where: { userId }, orderBy: { id: "asc" } });

test("each person hears the same happening once, however often and by however many it is told", async () => {
  const [ann, ben] = [await actorOf("lead"), await actorOf("member")];
  const told = news([ann.userId, ann.userId, ben.userId]);
  await transaction((tx) => notify(tx, told));
  await Promise.all(
    Array.from({ length: 5 }, () =>
      transaction((tx) => notify(tx, { ...told, userIds: told.userIds.toReversed() })),
    ),
  );
  for (const { userId } of [ann, ben]) expect(await had(userId)).toHaveLength(1);
  await transaction((tx) => notify(tx, news([ann.userId])));
  expect(await had(ann.userId)).toHaveLength(2);
});

test("news of a write that is undone is not told", async () => {
  const ann = await actorOf("lead");
  const undone = transaction(async (tx) => {
    await notify(tx, news([ann.userId]));
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await had(ann.userId)).toEqual([]);
});

test("whoever cannot sign in hears nothing, and nobody is not told", async () => {
  const ann = await actorOf("lead");
  await db.user.update({ where: { id: ann.userId }, data: { disabledAt: new Date() }, select: { id: true } });
  await transaction((tx) => notify(tx, news([ann.userId, randomUUID()])));
  await transaction((tx) => notify(tx, news([])));
  expect(await had(ann.userId)).toEqual([]);
});

test("a kind of news that nobody declared, and a path that leads out of the portal, are refused", async () => {
  const ann = await actorOf("lead");
  for (const wrong of [
    { event: "made.up" as News["event"] },
    { path: "https://evil.example/" },
    { title: "" },
  ]) {
    await expect(transaction((tx) => notify(tx, news([ann.userId], wrong)))).rejects.toMatchObject({
      code: "INVALID",
    });
  }
});
