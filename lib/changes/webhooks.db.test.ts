import { beforeAll, describe, expect, test } from "vitest";
import { pruneDeliveries } from "#lib/changes/commands/prune-deliveries.ts";
import { receiveDelivery } from "#lib/changes/commands/receive-delivery.ts";
import { createWebhook, editWebhook, replaceWebhookSecret } from "#lib/changes/commands/webhooks.ts";
import { getWebhook, listDeliveries, listWebhooks } from "#lib/changes/queries/webhooks.ts";
import { webhookActor } from "#lib/server/auth/webhook-actor.ts";
import { hubSignature, timedSignature } from "#lib/server/auth/webhook-signature.ts";
import { db } from "#lib/server/db.ts";
import { apiCaller, callApi } from "#lib/testing/api-caller.ts";
import { changesSent, githubSends } from "#lib/testing/signed-calls.ts";
import { ping } from "#lib/testing/webhook-payloads.ts";
import { webhookWorld } from "#lib/testing/webhook-world.ts";

let people: World["people"];
let system: World["system"];
let github: World["github"];
let changes: World["changes"];
let forget: World["forget"];

type World = Awaited<ReturnType<typeof webhookWorld>>;

beforeAll(async () => {
  ({ people, system, github, changes, forget } = await webhookWorld());
});

describe("a webhook", () => {
  test("is made with a secret that is shown once and kept encrypted", async () => {
    const { secret, ...webhook } = await github({ owner: people.lead.email, environments: [] });
    expect(secret).toMatch(/^whsec_[\w-]{43}$/);
    expect(webhook).toMatchObject({
      labels: ["optimization", "performance"],
      area: "code",
      mergedAs: "planned",
      owner: people.lead.email,
    });
    expect(await getWebhook(people.admin, { id: webhook.id })).toEqual(webhook);
    const row = await db.webhook.findUniqueOrThrow({ where: { id: webhook.id } });
    const events = await db.auditEvent.findMany({ where: { entityId: webhook.id } });
    expect(events.map(({ action }) => action)).toEqual(["webhook.create"]);
    expect(JSON.stringify([row, events.map(({ data }) => data)])).not.toContain(secret.slice(6));
    expect((await listWebhooks(people.admin)).items.map(({ id }) => id)).toContain(webhook.id);
  });

  test("names what there is: a wrong system, rule, owner or practice is refused by its path", async () => {
    const input = {
      name: "x",
      kind: "github",
      rules: [
        { match: "a", system },
        { match: "b", system: "nowhere" },
      ],
    };
    await expect(createWebhook(people.admin, input)).rejects.toMatchObject({
      code: "INVALID",
      faults: [{ path: "rules.1.system", message: expect.stringContaining("nowhere") }],
    });
    await expect(
      createWebhook(people.admin, {
        name: "x",
        kind: "github",
        owner: "nobody@example.org",
        practice: "indexing",
      }),
    ).rejects.toMatchObject({ faults: [{ path: "practice" }, { path: "owner" }] });
  });

  test("belongs to admins alone", async () => {
    const { id } = await github();
    for (const who of [people.lead, people.reviewer, people.executive, people.member]) {
      const refused = { code: "FORBIDDEN" };
      await expect(createWebhook(who, { name: "x", kind: "github" })).rejects.toMatchObject(refused);
      await expect(editWebhook(who, { id, name: "x" })).rejects.toMatchObject(refused);
      await expect(replaceWebhookSecret(who, { id })).rejects.toMatchObject(refused);
      await expect(listWebhooks(who)).rejects.toMatchObject(refused);
      await expect(getWebhook(who, { id })).rejects.toMatchObject(refused);
      await expect(listDeliveries(who, { id })).rejects.toMatchObject(refused);
      await expect(receiveDelivery(who, {})).rejects.toMatchObject(refused);
      await expect(pruneDeliveries(who)).rejects.toMatchObject(refused);
    }
  });

  test("takes its old secret beside the new one for a while, and none once it has ended", async () => {
    const { id, secret } = await github();
    const fresh = await replaceWebhookSecret(people.admin, { id, keepHours: 1 });
    expect((await githubSends(secret, "ping", ping)).status).toBe(200);
    expect((await githubSends(fresh.secret, "ping", ping)).status).toBe(200);
    const later = new Date(Date.now() + 2 * 3_600_000);
    const body = new TextEncoder().encode("{}");
    const signed = (key: string) => new Headers({ "x-hub-signature-256": hubSignature(key, body) });
    expect(await webhookActor("github", signed(secret), body, later)).toBeNull();
    expect(await webhookActor("github", signed(fresh.secret), body, later)).toMatchObject({ webhookId: id });
    await replaceWebhookSecret(people.admin, { id, keepHours: 0 });
    expect((await githubSends(fresh.secret, "ping", ping)).status).toBe(401);
    const last = await replaceWebhookSecret(people.admin, { id });
    await editWebhook(people.admin, { id, ended: true });
    forget();
    expect((await githubSends(last.secret, "ping", ping)).status).toBe(401);
    await expect(editWebhook(people.admin, { id, name: "again" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(replaceWebhookSecret(people.admin, { id })).rejects.toMatchObject({ code: "CONFLICT" });
    const actions = await db.auditEvent.findMany({ where: { entityId: id }, orderBy: { position: "asc" } });
    expect(actions.map(({ action }) => action)).toEqual([
      "webhook.create",
      ...Array.from({ length: 3 }, () => "webhook.replace-secret"),
      "webhook.end",
    ]);
  });
});

describe("what is not signed as it should be", () => {
  test("gets one and the same 401, whatever is wrong", async () => {
    const hub = await github();
    const own = await changes();
    const raw = "{}";
    const json = { "content-type": "application/json" };
    const answers = [
      await callApi("POST", "/webhooks/changes", { raw, headers: json }),
      await changesSent("whsec_wrong", {}),
      await changesSent(own.secret, {}, -301),
      await changesSent(own.secret, {}, 301),
      await changesSent(hub.secret, {}),
      await callApi("POST", "/webhooks/changes", { raw, headers: { ...json, "x-signature": "t=1,v1=2" } }),
    ];
    const problems = answers.map(({ status, json: { requestId: _id, ...problem } }) => ({
      status,
      ...problem,
    }));
    for (const problem of problems) expect(problem).toEqual(problems[0]);
    expect(problems[0]).toMatchObject({ status: 401, title: "Not signed in" });
    expect(answers[0]?.headers.get("www-authenticate")).toMatch(/^Signature/);
    expect((await githubSends("whsec_wrong", "ping", ping)).status).toBe(401);
    const { secret } = await apiCaller("admin");
    const token = { authorization: `Bearer ${secret}`, ...json };
    expect((await callApi("POST", "/webhooks/github", { raw, headers: token })).status).toBe(401);
  });

  test("a body that was changed on the way, or that is no JSON, makes nothing", async () => {
    const { secret } = await changes();
    const sign = (raw: string) => ({
      "x-signature": timedSignature(secret, Math.floor(Date.now() / 1000), new TextEncoder().encode(raw)),
    });
    const altered = await callApi("POST", "/webhooks/changes", { raw: '{"a":2}', headers: sign('{"a":1}') });
    expect(altered.status).toBe(401);
    const broken = await callApi("POST", "/webhooks/changes", { raw: "{", headers: sign("{") });
    expect(broken.status).toBe(400);
    const list = await callApi("POST", "/webhooks/changes", { raw: "[]", headers: sign("[]") });
    expect(list.status).toBe(422);
    const large = `"${"x".repeat(2 * 1024 * 1024)}"`;
    expect((await callApi("POST", "/webhooks/changes", { raw: large, headers: sign(large) })).status).toBe(
      413,
    );
  });
});

test("no more webhooks of a kind than are tried for every delivery", async () => {
  const answers = await Promise.allSettled(
    Array.from({ length: 23 }, (_, index) =>
      createWebhook(people.admin, { name: `n${index}`, kind: "changes" }),
    ),
  );
  const live = await db.webhook.count({ where: { kind: "changes", endedAt: null } });
  expect(live).toBe(20);
  const refused = answers.filter((answer) => answer.status === "rejected");
  expect(refused.length).toBeGreaterThanOrEqual(3);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: "CONFLICT" });
});
