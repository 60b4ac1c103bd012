import { afterAll, beforeEach, expect, test } from "vitest";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { setEnvironment } from "#lib/server/env.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { startMailServer } from "#lib/testing/mail-server.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";
import { acceptInvitation } from "#lib/users/commands/accept-invitation.ts";
import { createPasswordLink, inviteUser, revokeInvitation } from "#lib/users/commands/invite-user.ts";
import { mailLink } from "#lib/users/commands/mail-link.ts";
import { openInvitation } from "#lib/users/queries.ts";

const server = await startMailServer();
setEnvironment({ SMTP_URL: server.url });
afterAll(() => server.stop());
const admin = await actorOf("admin", { name: "Ayanda" });
const door = systemActor("invitation");
const worker = systemActor("link.mail");
const chosen = { name: "New", password: "correct horse battery staple 7" };

beforeEach(async () => {
  server.received.length = 0;
  server.refuse = () => null;
  await db.outgoingJob.deleteMany();
});

const tokenIn = (text: string | undefined) => /token=(\S+)/.exec(text ?? "")?.[1] ?? "";

test("an invitation is mailed once, with a link of its own that works once", async () => {
  const email = "new.one@test.example";
  const { id, path } = await inviteUser(admin, { email, role: "lead" });
  expect(await runSentJobs()).toEqual(["link.mail"]);
  expect(await mailLink(worker, { invitationId: id })).toEqual({ sent: false });
  const [mail, ...others] = server.received;
  expect(others).toEqual([]);
  expect(mail?.to).toEqual([email]);
  expect(mail?.headers.subject).toMatch(/^You are invited to /);
  expect(mail?.text).toContain("Ayanda invites you");
  const token = tokenIn(mail?.text);
  expect(await openInvitation(door, { token })).toMatchObject({ email, forPassword: false });
  const stored = JSON.stringify([await db.invitation.findMany(), await db.outgoingJob.findMany()]);
  expect(stored).not.toContain(token.split(".")[2]);
  await acceptInvitation(door, { token, ...chosen });
  // The one that was shown is the same link: it is used up too.
  for (const used of [token, tokenIn(path)]) {
    await expect(acceptInvitation(door, { token: used, ...chosen })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  }
});

test("a password link is mailed to the member, and says that it is one", async () => {
  const ben = await actorOf("member", { name: "Ben" });
  await createPasswordLink(admin, { userId: ben.userId });
  await runSentJobs();
  expect(server.received[0]?.headers.subject).toMatch(/^Choose a password for /);
  expect(await openInvitation(door, { token: tokenIn(server.received[0]?.text) })).toMatchObject({
    forPassword: true,
    name: "Ben",
  });
});

test("a server that is down is asked again; a link that was revoked meanwhile is not sent", async () => {
  await server.stop();
  const kept = await inviteUser(admin, { email: "kept@test.example", role: "member" });
  const gone = await inviteUser(admin, { email: "gone@test.example", role: "member" });
  try {
    await expect(mailLink(worker, { invitationId: kept.id })).rejects.toThrow();
  } finally {
    await server.start();
  }
  await revokeInvitation(admin, { invitationId: gone.id });
  await runSentJobs();
  expect(server.received.map(({ to }) => to)).toEqual([["kept@test.example"]]);
});

test("a mailed link that was changed opens nothing, and nobody mails links by hand", async () => {
  const { id } = await inviteUser(admin, { email: "other@test.example", role: "member" });
  await runSentJobs();
  const token = tokenIn(server.received[0]?.text);
  const other = await inviteUser(admin, { email: "third@test.example", role: "admin" });
  for (const wrong of [`${token}x`, token.replace(id, other.id), `mail.${other.id}.`, "mail..", "."]) {
    await expect(openInvitation(door, { token: wrong })).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  await expect(mailLink(admin, { invitationId: id })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("without a mail server no mail is asked for", async () => {
  setEnvironment({ SMTP_URL: "" });
  try {
    const { path } = await inviteUser(admin, { email: "by.hand@test.example", role: "member" });
    expect(await runSentJobs()).toEqual([]);
    expect(await openInvitation(door, { token: tokenIn(path) })).toMatchObject({ forPassword: false });
  } finally {
    setEnvironment({ SMTP_URL: server.url });
  }
});
