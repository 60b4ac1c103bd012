import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { UserActor } from "#lib/core/access/actor.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db, transaction } from "#lib/server/db.ts";
import { setEnvironment } from "#lib/server/env.ts";
import { actorOf, everyRole } from "#lib/testing/actors.ts";
import { startMailServer } from "#lib/testing/mail-server.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";
import { deliverMail } from "#lib/users/commands/deliver-mail.ts";
import { editPreferences } from "#lib/users/commands/edit-preferences.ts";
import { type News, notify } from "#lib/users/commands/notify.ts";
import { unsubscribe } from "#lib/users/commands/unsubscribe.ts";

const server = await startMailServer();
setEnvironment({ SMTP_URL: server.url });
afterAll(() => server.stop());

const portal = systemActor("mail.deliver");
const deliver = (at: string) => deliverMail(portal, new Date(at));

const immediate = "feedback.mentioned";
const daily = "change.verified";

async function tell(reader: UserActor, at: string, more: Partial<News> = {}): Promise<void> {
  const news: News = {
    userIds: [reader.userId],
    event: daily,
    key: randomUUID(),
    title: "C-7 has its verdict",
    body: "Statements open in 34 % less time.",
    path: "/changes/7",
    ...more,
  };
  await transaction((tx) => notify(tx, news, new Date(at)));
}

const mailsTo = (reader: UserActor) => server.received.filter(({ to }) => to.includes(reader.email));

beforeEach(async () => {
  server.received.length = 0;
  server.refuse = () => null;
  await db.notification.deleteMany();
  await db.mail.deleteMany();
  await db.outgoingJob.deleteMany();
});

test("what is wanted at once is mailed by the job that the write asked for, and says how to end it", async () => {
  const ann = await actorOf("member", { name: "Änn Ó" });
  await tell(ann, "2026-11-27T10:00:00Z", {
    event: immediate,
    title: "Ben mentions you",
    body: 'He says: <b>"34 %"</b>\nand more.',
  });
  expect(await runSentJobs()).toContain("mail.deliver");
  const [mail, ...others] = mailsTo(ann);
  expect(others).toEqual([]);
  expect(mail?.headers).toMatchObject({
    subject: "Ben mentions you",
    "auto-submitted": "auto-generated",
    "list-unsubscribe-post": "List-Unsubscribe=One-Click",
  });
  expect(mail?.headers["list-unsubscribe"]).toMatch(
    /^<http:\/\/127\.0\.0\.1:3000\/api\/unsubscribe\/[\w.-]+>$/,
  );
  expect(mail?.headers["message-id"]).toMatch(/^<[0-9a-f-]{36}@localhost>$/);
  const { id } = await db.notification.findFirstOrThrow({ where: { userId: ann.userId } });
  expect(mail?.text).toContain('He says: <b>"34 %"</b>\nand more.'.replace("\n", "\r\n"));
  expect(mail?.text).toContain(`http://127.0.0.1:3000/notifications/${id}`);
  expect(mail?.html).toContain("He says: &lt;b&gt;&quot;34 %&quot;&lt;/b&gt;<br>and more.");
  expect(await runSentJobs()).toEqual([]);
});

test("a title cannot write headers", async () => {
  const ann = await actorOf("member");
  const title = "Hello\r\nBcc: eve@evil.example";
  await tell(ann, "2026-11-27T10:00:00Z", { event: immediate, title });
  await deliver("2026-11-27T10:00:01Z");
  const [mail] = mailsTo(ann);
  expect(mail?.headers.subject).toBe("Hello Bcc: eve@evil.example");
  expect(mail?.headers.bcc).toBeUndefined();
  expect(mail?.to).toEqual([ann.email]);
});

test("fifty events in a day are one mail, at 08:00 on the reader's clock", async () => {
  const ann = await actorOf("lead", { timeZone: "Africa/Johannesburg" });
  for (let number = 1; number <= 50; number++) {
    await tell(ann, `2026-11-27T10:00:${String(number).padStart(2, "0")}Z`, {
      title: `C-${number} has its verdict`,
    });
  }
  await deliver("2026-11-28T05:59:59Z");
  expect(mailsTo(ann)).toEqual([]);
  await deliver("2026-11-28T06:00:00Z");
  await deliver("2026-11-28T06:00:00Z");
  await deliver("2026-11-28T06:15:00Z");
  const [mail, ...others] = mailsTo(ann);
  expect(others).toEqual([]);
  expect(mail?.headers.subject).toBe("50 pieces of news");
  expect(mail?.text.match(/has its verdict/g)).toHaveLength(50);
});

test("what waits for moderation stands above all else that came, however early that was", async () => {
  const ann = await actorOf("lead");
  await tell(ann, "2026-11-27T09:00:00Z", { title: "C-1 has its verdict" });
  await tell(ann, "2026-11-27T10:00:00Z", { title: "F-2 waits", event: "feedback.moderation" });
  await tell(ann, "2026-11-27T11:00:00Z", { title: "C-3 has its verdict" });
  await deliver("2026-11-28T08:00:00Z");
  const [mail] = mailsTo(ann);
  expect(mail?.text.match(/^(?:C|F)-\d.*$/gm)?.map((line) => line.trim())).toEqual([
    "F-2 waits",
    "C-1 has its verdict",
    "C-3 has its verdict",
  ]);
});

test("a question is answered by one press: each answer has its address, and news without one has none", async () => {
  const ann = await actorOf("member");
  await tell(ann, "2026-11-27T10:00:00Z", { event: immediate, answers: ["yes", "no"] });
  await tell(ann, "2026-11-27T10:01:00Z", { event: immediate, title: "Ben mentions you" });
  await runSentJobs();
  const { id } = await db.notification.findFirstOrThrow({
    where: { userId: ann.userId, answers: { has: "yes" } },
  });
  const [asking, other] = mailsTo(ann);
  for (const [name, answer] of [
    ["Yes", "yes"],
    ["No", "no"],
  ]) {
    const address = `http://127.0.0.1:3000/notifications/${id}?answer=${answer}`;
    expect(asking?.text).toContain(`${name}: ${address}`);
    expect(asking?.html).toContain(`href="${address}"`);
  }
  expect(other?.text).not.toContain("?answer=");
  await expect(tell(ann, "2026-11-27T10:00:00Z", { answers: ["<b>"] })).rejects.toMatchObject({
    code: "INVALID",
  });
});

test("news that was written while a digest was made goes with the next one: still one a day", async () => {
  const ann = await actorOf("lead");
  await tell(ann, "2026-11-27T10:00:00Z");
  await deliver("2026-11-28T08:00:00Z");
  await tell(ann, "2026-11-28T07:59:59Z", { title: "C-8 has its verdict" });
  await deliver("2026-11-28T08:15:00Z");
  expect(mailsTo(ann)).toHaveLength(1);
  await deliver("2026-11-29T08:00:00Z");
  expect(mailsTo(ann).map(({ headers }) => headers.subject)).toEqual([
    "C-7 has its verdict",
    "C-8 has its verdict",
  ]);
});

test("the day on which clocks change has one mail", async () => {
  const ann = await actorOf("lead", { timeZone: "Europe/Berlin" });
  await tell(ann, "2026-03-28T12:00:00Z");
  await tell(ann, "2026-03-29T05:59:00Z");
  for (let quarter = 0; quarter < 96; quarter++) {
    await deliver(new Date(Date.UTC(2026, 2, 29, 0, quarter * 15)).toISOString());
  }
  expect(mailsTo(ann)).toHaveLength(1);
});

test("weekly news waits for Monday and shares that day's mail", async () => {
  const ann = await actorOf("lead");
  await editPreferences(ann, {
    preferences: [{ event: "roadmap.moved", portal: "immediate", mail: "weekly" }],
  });
  await tell(ann, "2026-11-26T10:00:00Z", { event: "roadmap.moved", title: "Cache moves out" });
  await tell(ann, "2026-11-29T10:00:00Z");
  await deliver("2026-11-29T08:00:00Z");
  expect(mailsTo(ann)).toEqual([]);
  await deliver("2026-11-30T08:00:00Z");
  expect(mailsTo(ann).map(({ headers }) => headers.subject)).toEqual(["2 pieces of news"]);
});

test("a server that is down: nothing is lost, and nothing comes twice when it is back", async () => {
  const [ann, ben] = [await actorOf("lead"), await actorOf("member")];
  await server.stop();
  try {
    await tell(ann, "2026-11-27T10:00:00Z", { event: immediate });
    await tell(ben, "2026-11-27T10:00:00Z");
    await expect(deliver("2026-11-27T10:00:01Z")).rejects.toThrow();
    await expect(deliver("2026-11-28T08:00:00Z")).rejects.toThrow();
    await expect(deliver("2026-11-29T08:00:00Z")).rejects.toThrow();
  } finally {
    await server.start();
  }
  await deliver("2026-11-29T09:00:00Z");
  await deliver("2026-11-30T09:00:00Z");
  expect(mailsTo(ann)).toHaveLength(1);
  expect(mailsTo(ben)).toHaveLength(1);
});

test("many workers at once send each mail once", async () => {
  const readers = await Promise.all(Array.from({ length: 8 }, () => actorOf("member")));
  for (const reader of readers) {
    await tell(reader, "2026-11-27T10:00:00Z", { event: immediate });
    await tell(reader, "2026-11-27T10:00:00Z");
  }
  await Promise.all(Array.from({ length: 4 }, () => deliver("2026-11-28T08:00:00Z")));
  for (const reader of readers) expect(mailsTo(reader)).toHaveLength(2);
  expect(new Set(server.received.map(({ headers }) => headers["message-id"])).size).toBe(16);
});

test("an address that is refused for good stops nobody else; one that is refused for now is tried again", async () => {
  const [gone, full, ben] = [await actorOf("lead"), await actorOf("lead"), await actorOf("member")];
  for (const reader of [gone, full, ben]) await tell(reader, "2026-11-27T10:00:00Z", { event: immediate });
  server.refuse = (address) => {
    if (address === gone.email) return { responseCode: 550, message: "no such mailbox" };
    return address === full.email ? { responseCode: 452, message: "mailbox full" } : null;
  };
  await deliver("2026-11-27T10:00:01Z");
  expect(server.received.map(({ to }) => to)).toEqual([[ben.email]]);
  server.refuse = () => null;
  await deliver("2026-11-27T10:00:02Z");
  expect(mailsTo(full)).toEqual([]);
  await deliver("2026-11-27T10:05:00Z");
  expect(mailsTo(full)).toHaveLength(1);
  expect(mailsTo(gone)).toEqual([]);
  const refused = await db.mail.findFirstOrThrow({ where: { userId: gone.userId } });
  expect(refused.failure).toContain("no such mailbox");
});

test("a worker that died after the server took the mail sends it again under the same Message-ID", async () => {
  const ann = await actorOf("lead");
  await tell(ann, "2026-11-27T10:00:00Z", { event: immediate });
  await deliver("2026-11-27T10:00:01Z");
  await db.mail.updateMany({ data: { sentAt: null } });
  await deliver("2026-11-27T10:05:00Z");
  expect(mailsTo(ann)).toHaveLength(1);
  await deliver("2026-11-27T10:10:01Z");
  const [first, second] = mailsTo(ann);
  expect(second?.headers["message-id"]).toBe(first?.headers["message-id"]);
});

test("one click ends mails of this kind, without signing in, and twice is as once", async () => {
  const ann = await actorOf("lead");
  await tell(ann, "2026-11-27T10:00:00Z", { event: immediate });
  await tell(ann, "2026-11-27T10:00:00Z");
  await deliver("2026-11-27T10:00:01Z");
  const token = tokenIn(mailsTo(ann)[0]?.headers["list-unsubscribe"]);
  const outside = systemActor("unsubscribe");
  for (let click = 0; click < 2; click++) {
    expect(await unsubscribe(outside, { token })).toEqual({ what: immediate, email: ann.email });
  }
  await tell(ann, "2026-11-27T11:00:00Z", { event: immediate });
  await deliver("2026-11-27T11:00:01Z");
  expect(mailsTo(ann)).toHaveLength(1);
  expect(
    await db.auditEvent.count({ where: { entityId: ann.userId, action: "notification.unsubscribe" } }),
  ).toBe(1);

  // The digest's own address ends digests, also the one that waits.
  await deliver("2026-11-28T08:00:00Z");
  const digest = tokenIn(mailsTo(ann)[1]?.headers["list-unsubscribe"]);
  await tell(ann, "2026-11-28T10:00:00Z");
  expect(await unsubscribe(outside, { token: digest })).toMatchObject({ what: "digest" });
  await deliver("2026-11-29T08:00:00Z");
  expect(mailsTo(ann)).toHaveLength(2);
});

test("an address that was changed ends nothing, and only the door for it may", async () => {
  const [ann, ben] = [await actorOf("lead"), await actorOf("lead")];
  await tell(ann, "2026-11-27T10:00:00Z", { event: immediate });
  await deliver("2026-11-27T10:00:01Z");
  const token = tokenIn(mailsTo(ann)[0]?.headers["list-unsubscribe"]);
  const [, signature] = token.split(".");
  const forged = `${Buffer.from(JSON.stringify([ben.userId, immediate])).toString("base64url")}.${signature}`;
  for (const wrong of [forged, `${token}x`, token.slice(0, -2), "x", "..", "%00"]) {
    await expect(unsubscribe(systemActor("unsubscribe"), { token: wrong })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  }
  await expect(unsubscribe(ann, { token })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("whoever was disabled meanwhile gets nothing", async () => {
  const [ann, ben] = [await actorOf("lead"), await actorOf("lead")];
  await tell(ann, "2026-11-27T10:00:00Z");
  await db.user.update({ where: { id: ann.userId }, data: { disabledAt: new Date() }, select: { id: true } });
  await tell(ben, "2026-11-27T10:00:00Z");
  await deliver("2026-11-28T08:00:00Z");
  expect(server.received.map(({ to }) => to)).toEqual([[ben.email]]);
});

test("nobody sends mail by hand", async () => {
  for (const actor of Object.values(await everyRole())) {
    await expect(deliverMail(actor)).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
});

test("without a mail server nothing waits for one", async () => {
  const ann = await actorOf("lead");
  setEnvironment({ SMTP_URL: "" });
  try {
    await tell(ann, "2026-11-27T10:00:00Z", { event: immediate });
    expect(await runSentJobs()).toEqual([]);
    expect(await deliver("2026-11-28T08:00:00Z")).toEqual({ sent: 0 });
  } finally {
    setEnvironment({ SMTP_URL: server.url });
  }
  await deliver("2026-11-28T08:00:00Z");
  expect(server.received).toEqual([]);
});

function tokenIn(header: string | undefined): string {
  return /unsubscribe\/([^>]+)>/.exec(header ?? "")?.[1] ?? "";
}
