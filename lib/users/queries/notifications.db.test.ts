import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Actor, UserActor } from "#lib/core/access/actor.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db, transaction } from "#lib/server/db.ts";
import { actorOf, everyRole, tokenActorOf } from "#lib/testing/actors.ts";
import { canSeeNotification, visibleNotifications } from "#lib/users/access.ts";
import { editPreferences } from "#lib/users/commands/edit-preferences.ts";
import { notify } from "#lib/users/commands/notify.ts";
import { markRead, openNotification } from "#lib/users/commands/read-notifications.ts";
import type { NotificationEvent } from "#lib/users/notification-events.ts";
import {
  countUnread,
  getNotificationPreferences,
  listNotifications,
} from "#lib/users/queries/notifications.ts";

const friday = new Date("2026-11-27T10:00:00Z");
const after = (hours: number) => new Date(friday.getTime() + hours * 3_600_000);

async function tell(
  readers: UserActor[],
  title: string,
  event: NotificationEvent = "change.verified",
  at = friday,
): Promise<void> {
  const userIds = readers.map(({ userId }) => userId);
  const news = { userIds, event, key: randomUUID(), title, body: "", path: "/changes/7" };
  await transaction((tx) => notify(tx, news, at));
}

const titles = async (actor: Actor, input: unknown = {}, now = after(1)) =>
  (await listNotifications(actor, input, now)).items.map(({ title }) => title);

test("the filter and the question agree, and everybody sees their own alone", async () => {
  const people = Object.values(await everyRole());
  await tell(people, "seen");
  const [first] = people;
  if (!first) throw new Error("There are roles.");
  await editPreferences(
    first,
    { preferences: [{ event: "review.opened", portal: "daily", mail: "off" }] },
    friday,
  );
  await tell(people, "later", "review.opened");
  const rows = await db.notification.findMany();
  const tokens = await Promise.all(people.map((person) => tokenActorOf(person, ["read"])));
  for (const actor of [...people, ...tokens, systemActor("test")]) {
    const visible = await db.notification.findMany({ where: visibleNotifications(actor, after(1)) });
    const right = rows.filter((row) => canSeeNotification(actor, row, after(1)));
    expect(visible.map(({ id }) => id).sort()).toEqual(right.map(({ id }) => id).sort());
    expect(visible.every(({ userId }) => actor.kind !== "system" && userId === actor.userId)).toBe(true);
  }
  expect(await titles(first)).toEqual(["seen"]);
  expect(await titles(first, {}, after(23))).toEqual(["later", "seen"]);
});

test("the list pages by key, filters, and counts what is unread", async () => {
  const ann = await actorOf("lead");
  for (let number = 0; number < 5; number++)
    await tell([ann], `news ${number}`, "alert.fired", after(number));
  await tell([ann], "other", "review.signed", after(-1));
  const first = await listNotifications(ann, { limit: 4 }, after(9));
  const second = await listNotifications(ann, { limit: 4, cursor: first.nextCursor }, after(9));
  expect([...first.items, ...second.items].map(({ title }) => title)).toEqual([
    "news 4",
    "news 3",
    "news 2",
    "news 1",
    "news 0",
    "other",
  ]);
  expect(second.nextCursor).toBeNull();
  expect(await titles(ann, { event: "review.signed" }, after(9))).toEqual(["other"]);
  expect(await countUnread(ann, {}, after(9))).toEqual({ unread: 6, more: false });

  await markRead(ann, { ids: [first.items[0]?.id] }, after(9));
  expect(await titles(ann, { state: "unread" }, after(9))).toHaveLength(5);
  // What is shown later is not read yet.
  await markRead(ann, {}, after(2));
  expect(await titles(ann, { state: "unread" }, after(9))).toEqual(["news 3"]);
  await expect(listNotifications(ann, { event: "made.up" })).rejects.toMatchObject({ code: "INVALID" });
});

test("more than 99 are counted as more", async () => {
  const ann = await actorOf("lead");
  await db.notification.createMany({
    data: Array.from({ length: 120 }, (_, number) => ({
      userId: ann.userId,
      event: "alert.fired",
      key: `${number}`,
      title: "t",
      body: "",
      path: "/",
      showAt: friday,
      mailRhythm: "off",
    })),
  });
  expect(await countUnread(ann, {}, after(1))).toEqual({ unread: 99, more: true });
});

test("opening marks as read and leads inside the portal; others' are not there", async () => {
  const [ann, ben] = [await actorOf("lead"), await actorOf("admin")];
  await tell([ann], "seen");
  const id = (await listNotifications(ann)).items[0]?.id;
  await expect(openNotification(ben, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await markRead(ben, { ids: [id] });
  expect((await countUnread(ann)).unread).toBe(1);
  expect(await openNotification(ann, { id })).toEqual({ path: "/changes/7" });
  expect((await countUnread(ann)).unread).toBe(0);
  const token = await tokenActorOf(ann, ["read", "write"]);
  await expect(openNotification(token, { id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(markRead(token)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("a choice is kept, is audited once, and what waits follows it", async () => {
  const ann = await actorOf("lead", { timeZone: "Africa/Johannesburg" });
  const daily = { event: "alert.fired", portal: "daily", mail: "weekly" };
  await editPreferences(ann, { preferences: [daily] }, friday);
  await editPreferences(ann, { preferences: [daily] }, friday);
  const { preferences, mailed } = await getNotificationPreferences(ann);
  expect(mailed).toBe(false);
  expect(preferences.find(({ event }) => event === "alert.fired")).toEqual(daily);
  expect(preferences.find(({ event }) => event === "gain.lost")).toMatchObject({ mail: "immediate" });
  expect(await db.auditEvent.count({ where: { actorId: ann.userId } })).toBe(1);

  await tell([ann], "waits", "alert.fired");
  expect(await titles(ann)).toEqual([]);
  await editPreferences(ann, { preferences: [{ ...daily, portal: "immediate" }] }, friday);
  expect(await titles(ann)).toEqual(["waits"]);
  await editPreferences(ann, { preferences: [{ ...daily, portal: "off" }] }, friday);
  expect(await titles(ann)).toEqual(["waits"]);
  await tell([ann], "never", "alert.fired");
  expect(await titles(ann, {}, after(1000))).toEqual(["waits"]);
});

test("a choice that is none is refused by name, and tokens choose nothing", async () => {
  const ann = await actorOf("lead");
  const wrong = { preferences: [{ event: "alert.fired", portal: "hourly", mail: "off" }] };
  await expect(editPreferences(ann, wrong)).rejects.toMatchObject({
    faults: [{ path: "preferences.0.portal" }],
  });
  const token = await tokenActorOf(ann, ["read", "write"]);
  const right = { preferences: [{ event: "alert.fired", portal: "off", mail: "off" }] };
  await expect(editPreferences(token, right)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(getNotificationPreferences(token)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
