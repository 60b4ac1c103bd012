import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { sessionSeconds } from "#lib/server/auth/auth-cookies.ts";
import { actorOfSession } from "#lib/server/auth/live-session.ts";
import { startSession } from "#lib/server/auth/start-session.ts";
import { db } from "#lib/server/db.ts";
import { actorOf } from "#lib/testing/actors.ts";

test("a session names its user as the database has them now", async () => {
  const ann = await actorOf("lead", { name: "Ann", timeZone: "Africa/Johannesburg" });
  await db.user.update({ where: { id: ann.userId }, data: { role: "member", name: "Anna" } });
  expect(await actorOfSession(ann.sessionId)).toEqual({ ...ann, role: "member", name: "Anna" });
});

test("an ended session is nobody's", async () => {
  const ann = await actorOf("admin");
  await db.session.update({ where: { id: ann.sessionId }, data: { endedAt: new Date() } });
  expect(await actorOfSession(ann.sessionId)).toBeNull();
});

test("a disabled user is out, whatever their session says", async () => {
  const ann = await actorOf("admin");
  await db.user.update({ where: { id: ann.userId }, data: { disabledAt: new Date() } });
  expect(await actorOfSession(ann.sessionId)).toBeNull();
});

test("a session that never was is nobody's", async () => {
  expect(await actorOfSession(randomUUID())).toBeNull();
});

test("a session ends thirty days after signing in, used or not", async () => {
  const ann = await actorOf("lead");
  const { createdAt } = await db.session.findUniqueOrThrow({ where: { id: ann.sessionId } });
  const end = createdAt.getTime() + sessionSeconds * 1000;
  expect(await actorOfSession(ann.sessionId, new Date(end - 1))).not.toBeNull();
  expect(await actorOfSession(ann.sessionId, new Date(end))).toBeNull();
});

test("when it was last seen is written at most once a minute", async () => {
  const ann = await actorOf("lead");
  const seen = async () =>
    (await db.session.findUniqueOrThrow({ where: { id: ann.sessionId } })).lastSeenAt.getTime();
  const first = await seen();
  await actorOfSession(ann.sessionId, new Date(first + 59_000));
  expect(await seen()).toBe(first);
  await actorOfSession(ann.sessionId, new Date(first + 60_000));
  expect(await seen()).toBe(first + 60_000);
});

test("signing in is in the audit log, and a disabled user cannot start a session", async () => {
  const ann = await actorOf("lead");
  const sessionId = await startSession(ann.userId, "Firefox".repeat(500), "password");
  const event = await db.auditEvent.findFirstOrThrow({ where: { entityId: sessionId } });
  expect(event).toMatchObject({ action: "session.start", actorId: ann.userId, data: { way: "password" } });
  await db.user.update({ where: { id: ann.userId }, data: { disabledAt: new Date() } });
  await expect(startSession(ann.userId, "", "password")).rejects.toMatchObject({ code: "FORBIDDEN" });
});
