import { describe, expect, it } from "vitest";
import { editFeedback } from "#lib/feedback/commands/edit-feedback.ts";
import { createFeedSecret, revokeFeedSecret } from "#lib/feedback/commands/feed-secrets.ts";
import { editFeedbackSettings, setVoteWeights } from "#lib/feedback/commands/settings.ts";
import { createStatus, editStatus } from "#lib/feedback/commands/statuses.ts";
import { formPurpose, submitAnonymously } from "#lib/feedback/commands/submit-anonymously.ts";
import { voteForFeedback } from "#lib/feedback/commands/vote.ts";
import { feedbackFeed, listFeedSecrets, publicFeedbackFeed } from "#lib/feedback/queries/feeds.ts";
import { listHeldFeedback } from "#lib/feedback/queries/list-feedback.ts";
import { feedbackReport } from "#lib/feedback/queries/report.ts";
import { feedActor } from "#lib/server/auth/feed-actor.ts";
import { db } from "#lib/server/db.ts";
import { signMoment } from "#lib/server/signed-moment.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { newsOf, portal, sentFeedback } from "#lib/testing/feedback-world.ts";

describe("statuses", () => {
  it("renaming one changes no number of the report", async () => {
    const admin = await actorOf("admin");
    const { number } = await sentFeedback();
    await editFeedback(admin, { number, status: "planned" });
    const before = await feedbackReport(admin);
    await editStatus(admin, { key: "planned", name: "On our list" });
    const after = await feedbackReport(admin);
    const names = ({ top, ...numbers }: typeof before) => ({
      ...numbers,
      top: top.map(({ status: _status, ...entry }) => entry),
    });
    expect(names(after)).toEqual(names(before));
    expect(after.top.find((entry) => entry.number === number)?.status.name).toBe("On our list");
  });

  it("can be added and archived, but not the first one; only admins may", async () => {
    const [admin, lead] = [await actorOf("admin"), await actorOf("lead")];
    await createStatus(admin, { key: "waiting", name: "Waiting", category: "active" });
    await expect(createStatus(admin, { key: "waiting", name: "W", category: "open" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await editStatus(admin, { key: "waiting", archived: true });
    const { number } = await sentFeedback();
    await expect(editFeedback(admin, { number, status: "waiting" })).rejects.toMatchObject({
      code: "INVALID",
    });
    await expect(editStatus(admin, { key: "new", archived: true })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(editStatus(lead, { key: "new", name: "Fresh" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(createStatus(lead, { key: "x", name: "X", category: "open" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("weights", () => {
  it("change the weighted column alone, are versioned and audited", async () => {
    const [admin, executive] = [await actorOf("admin"), await actorOf("executive")];
    const { number } = await sentFeedback();
    await voteForFeedback(executive, { number, importance: 3 });
    const before = await feedbackReport(admin);
    await setVoteWeights(admin, { weights: { executive: 4 } });
    const after = await feedbackReport(admin);
    expect(after.weightsVersion).toBeGreaterThan(before.weightsVersion);
    expect(after.weighted).toBeGreaterThan(before.weighted);
    const raw = ({ weighted: _w, weightsVersion: _v, top, ...rest }: typeof before) => ({
      ...rest,
      top: top.map(({ weighted: _weighted, ...entry }) => entry),
    });
    expect(raw(after)).toEqual(raw(before));
    expect(await db.auditEvent.count({ where: { action: "feedback.weigh" } })).toBe(1);
    await expect(db.voteWeights.deleteMany()).rejects.toThrow(/never changed/);
    await expect(setVoteWeights(executive, { weights: {} })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("anonymous feedback", () => {
  const opened = () => signMoment(formPurpose, new Date(Date.now() - 10_000));
  const given = (address: string) => ({ title: "The kiosk is blank", opened: opened(), address });

  it("is refused while it is switched off, and by anybody but the portal's own form", async () => {
    await expect(submitAnonymously(portal, given("198.51.100.1"))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const admin = await actorOf("admin");
    await expect(submitAnonymously(admin, given("198.51.100.1"))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(editFeedbackSettings(await actorOf("lead"), { anonymous: true })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("is held, moderators are told, and traps catch machines", async () => {
    const [admin, member] = [await actorOf("admin"), await actorOf("member")];
    await editFeedbackSettings(admin, { anonymous: true });
    await submitAnonymously(portal, given("198.51.100.2"));
    const held = await listHeldFeedback(admin);
    expect(held.items).toMatchObject([{ title: "The kiosk is blank", author: null, moderation: "held" }]);
    await expect(listHeldFeedback(member)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await newsOf(admin.userId)).map(({ event }) => event)).toContain("feedback.moderation");

    const count = () => db.feedback.count({ where: { moderation: "held" } });
    const before = await count();
    await submitAnonymously(portal, { ...given("198.51.100.3"), website: "https://pills.example" });
    const quick = { ...given("198.51.100.3"), opened: signMoment(formPurpose, new Date()) };
    await expect(submitAnonymously(portal, quick)).rejects.toMatchObject({ code: "INVALID" });
    const forged = { ...given("198.51.100.3"), opened: `${Date.now() - 60_000}.${"A".repeat(43)}` };
    await expect(submitAnonymously(portal, forged)).rejects.toMatchObject({ code: "INVALID" });
    expect(await count()).toBe(before);
  });

  it("a burst from one address is limited", async () => {
    await editFeedbackSettings(await actorOf("admin"), { anonymous: true });
    const all = await Promise.allSettled(
      Array.from({ length: 9 }, () => submitAnonymously(portal, given("198.51.100.4"))),
    );
    const refused = all.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
    expect(refused).toHaveLength(4);
    expect(refused.every(({ reason }) => reason.code === "LIMIT" && reason.retryAfterSeconds > 0)).toBe(true);
  });
});

describe("feeds", () => {
  it("a secret address reads as a member does, whoever owns it, until it is revoked by its owner", async () => {
    const [lead, other] = [await actorOf("lead"), await actorOf("lead")];
    const open = await sentFeedback();
    const team = await sentFeedback();
    await editFeedback(lead, { number: team.number, visibility: "team" });
    const { secret } = await createFeedSecret(lead);
    const titles = (await feedbackFeed(await feedActor(secret))).entries.map(({ title }) => title);
    expect(titles.some((title) => title.startsWith(`F-${open.number} `))).toBe(true);
    expect(titles.some((title) => title.startsWith(`F-${team.number} `))).toBe(false);
    const [address] = await listFeedSecrets(lead);
    await expect(revokeFeedSecret(other, { id: address?.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await revokeFeedSecret(lead, { id: address?.id });
    await expect(feedActor(secret)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await db.feedSecret.count({ where: { hash: { contains: secret } } })).toBe(0);
  });

  it("the public feed has public entries alone, and nothing while it is switched off", async () => {
    const admin = await actorOf("admin");
    await expect(publicFeedbackFeed(portal)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await editFeedbackSettings(admin, { publicFeed: true });
    const [open, hidden] = [await sentFeedback({ visibility: "public" }), await sentFeedback()];
    const titles = (await publicFeedbackFeed(portal)).entries.map(({ title }) => title);
    expect(titles.some((title) => title.startsWith(`F-${open.number} `))).toBe(true);
    expect(titles.some((title) => title.startsWith(`F-${hidden.number} `))).toBe(false);
  });
});
