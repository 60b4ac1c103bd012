import { beforeAll, describe, expect, test } from "vitest";
import { moveChange } from "#lib/changes/commands/move-change.ts";
import { pruneDeliveries } from "#lib/changes/commands/prune-deliveries.ts";
import { receiveDelivery } from "#lib/changes/commands/receive-delivery.ts";
import { createWebhook, editWebhook, replaceWebhookSecret } from "#lib/changes/commands/webhooks.ts";
import { getWebhook, listDeliveries, listWebhooks } from "#lib/changes/queries/webhooks.ts";
import { getChange } from "#lib/changes/queries.ts";
import type { WebhookWithSecret } from "#lib/changes/webhook-schema.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { webhookActor } from "#lib/server/auth/webhook-actor.ts";
import { hubSignature, timedSignature } from "#lib/server/auth/webhook-signature.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { apiCaller, callApi, freshKey } from "#lib/testing/api-caller.ts";
import { changesSent, githubSends } from "#lib/testing/signed-calls.ts";
import { deploymentStatus, ping, pullRequest, toolPayloads } from "#lib/testing/webhook-payloads.ts";

let people: Awaited<ReturnType<typeof everyRole>>;
let system: string;
const portal = systemActor("test");

beforeAll(async () => {
  people = await everyRole();
  system = freshKey("royalty");
  await createSystem(people.lead, { key: system, name: "Royalty calculation" });
});

async function github(more: object = {}): Promise<WebhookWithSecret> {
  const rules = [{ match: "saypro/*", system }];
  return ended(await createWebhook(people.admin, { name: "GitHub", kind: "github", rules, ...more }));
}

async function changes(more: object = {}): Promise<WebhookWithSecret> {
  return ended(await createWebhook(people.admin, { name: "Deployer", kind: "changes", system, ...more }));
}

const made: string[] = [];
/** Only so many are live at once, so that each test ends those before it. */
async function ended(webhook: WebhookWithSecret): Promise<WebhookWithSecret> {
  for (const id of made.splice(0)) await editWebhook(people.admin, { id, ended: true });
  made.push(webhook.id);
  return webhook;
}

async function deliveries({ id }: { id: string }) {
  return (await listDeliveries(people.admin, { id })).items;
}

const changeOf = (answer: { json: { changes: number[] } }) =>
  getChange(people.lead, { number: answer.json.changes[0] });

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
    made.splice(0);
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

describe("GitHub's deliveries", () => {
  test("carry one change from a merged pull request to its deployment", async () => {
    const webhook = await github({ owner: people.lead.email });
    const send = (event: string, payload: unknown) => githubSends(webhook.secret, event, payload);
    const merged = await send("pull_request", pullRequest());
    expect(merged.json).toMatchObject({ outcome: "recorded" });
    expect(await changeOf(merged)).toMatchObject({
      title: "Cache the royalty rates of a statement",
      status: "planned",
      area: "code",
      system,
      owner: { email: people.lead.email },
      origin: "GitHub",
    });
    await send("deployment_status", deploymentStatus({ state: "queued", at: "2026-11-12T09:00:30Z" }));
    const begun = await send(
      "deployment_status",
      deploymentStatus({ state: "in_progress", at: "2026-11-12T09:01:00Z" }),
    );
    expect(begun.json).toEqual({ ...begun.json, outcome: "updated", changes: merged.json.changes });
    const failed = await send(
      "deployment_status",
      deploymentStatus({ state: "failure", at: "2026-11-12T09:02:00Z" }),
    );
    expect(failed.json.outcome).toBe("updated");
    const done = await send(
      "deployment_status",
      deploymentStatus({ state: "success", at: "2026-11-12T09:04:00Z" }),
    );
    expect(done.json.detail).toMatch(/is now applied/);
    const change = await changeOf(done);
    expect(change).toMatchObject({
      number: merged.json.changes[0],
      status: "applied",
      startedAt: "2026-11-12T09:01:00.000Z",
      rolloutStart: "2026-11-12T09:01:00.000Z",
      rolloutEnd: "2026-11-12T09:04:00.000Z",
      appliedAt: "2026-11-12T09:04:00.000Z",
      evidence: { repository: "saypro/royalty", pullRequest: "#42" },
    });
    expect(change.description).toMatch(
      /statement\.\n\nThe deployment to production failed at .*health check/,
    );
    expect(change.links.map(({ kind }) => kind)).toEqual(["pull request", "commit", "deployment"]);
    expect((await deliveries(webhook)).map(({ outcome }) => outcome)).toEqual([
      ...["updated", "updated", "updated", "ignored", "recorded"],
    ]);
    expect(await db.change.count({ where: { webhooks: { some: { webhookId: webhook.id } } } })).toBe(1);
  });

  test("make one change where the deployment came first, and leave what people ended alone", async () => {
    const { secret } = await github();
    const at = "2026-11-13T09:04:00Z";
    const sha = "a".repeat(40);
    const done = await githubSends(
      secret,
      "deployment_status",
      deploymentStatus({ state: "success", at, id: 2, sha }),
    );
    expect(done.json.outcome).toBe("recorded");
    expect(await changeOf(done)).toMatchObject({ status: "applied" });
    const merged = await githubSends(secret, "pull_request", pullRequest({ sha, number: 43 }));
    expect(merged.json).toMatchObject({ outcome: "updated", changes: done.json.changes });
    expect((await changeOf(merged)).evidence).toMatchObject({ pullRequest: "#43", commit: sha });
    await moveChange(people.lead, { number: done.json.changes[0], status: "rolled-back", reason: "Slower." });
    const again = await githubSends(
      secret,
      "deployment_status",
      deploymentStatus({ state: "success", at, id: 3, sha }),
    );
    expect(again.json).toMatchObject({ outcome: "ignored", detail: expect.stringContaining("rolled back") });
    expect((await changeOf(done)).status).toBe("rolled-back");
  });

  test("are ignored, saying why, where no system, another environment or nothing to record is meant", async () => {
    const webhook = await github({ rules: [{ match: "elsewhere/*", system }] });
    const at = "2026-11-12T09:04:00Z";
    const send = (payload: unknown) => githubSends(webhook.secret, "deployment_status", payload);
    const lost = await send(deploymentStatus({ state: "success", at }));
    expect(lost.json).toMatchObject({
      outcome: "ignored",
      detail: expect.stringContaining("No system is set for saypro/royalty"),
    });
    expect(
      (await send(deploymentStatus({ state: "success", at, environment: "staging" }))).json.detail,
    ).toMatch(/staging/);
    expect((await send(deploymentStatus({ state: "error", at }))).json.detail).toMatch(/changed nothing/);
    // Mended and delivered again, it is looked at again.
    await editWebhook(people.admin, { id: webhook.id, rules: [{ match: "saypro/royalty", system }] });
    expect((await send(deploymentStatus({ state: "success", at }))).json.outcome).toBe("recorded");
  });

  test("are read from a form too, and refused by path where they are not of their event", async () => {
    const webhook = await github();
    const raw = new URLSearchParams({ payload: JSON.stringify(ping) }).toString();
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "x-github-event": "ping",
      "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
      "x-hub-signature-256": hubSignature(webhook.secret, new TextEncoder().encode(raw)),
    };
    expect((await callApi("POST", "/webhooks/github", { raw, headers })).json.outcome).toBe("ignored");
    const refused = await githubSends(webhook.secret, "deployment_status", ping);
    expect(refused.status).toBe(422);
    expect(refused.json.errors[0].path).toBe("deployment_status");
    expect(await deliveries(webhook)).toMatchObject([
      {
        outcome: "refused",
        event: "deployment_status",
        detail: expect.stringContaining("deployment_status"),
      },
      { outcome: "ignored", event: "ping", deliveryId: "72d3162e-cc78-11e3-81ab-4c9367dc0958" },
    ]);
  });

  test("that are the same and come at once make one change and get one answer", async () => {
    const webhook = await github();
    const payload = deploymentStatus({ state: "success", at: "2026-11-12T09:04:00Z" });
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => githubSends(webhook.secret, "deployment_status", payload)),
    );
    for (const { status, json } of answers)
      expect({ status, json }).toEqual({ status: 200, json: answers[0]?.json });
    expect(await db.change.count({ where: { webhooks: { some: { webhookId: webhook.id } } } })).toBe(1);
    expect(await deliveries(webhook)).toHaveLength(1);
  });
});

describe("what others send", () => {
  test("the same deployment told by four tools makes four equal records, each once", async () => {
    const webhook = await changes({
      area: "code",
      rules: [{ match: "*royalty", system }],
      owner: people.lead.email,
    });
    const records = [];
    for (const payload of Object.values(toolPayloads)) {
      const first = await changesSent(webhook.secret, payload);
      expect(first).toMatchObject({ status: 200, json: { outcome: "recorded" } });
      const again = await changesSent(webhook.secret, payload, 1);
      expect(again).toMatchObject({ status: 200, json: first.json });
      const {
        number: _n,
        createdAt: _c,
        updatedAt: _u,
        recordedLateDays: _l,
        ...record
      } = await changeOf(first);
      records.push(record);
    }
    for (const record of records) expect(record).toEqual(records[0]);
    expect(records[0]).toMatchObject({ system, status: "applied", appliedAt: "2026-11-12T09:30:00.000Z" });
    expect(await db.webhookChange.count({ where: { webhookId: webhook.id } })).toBe(4);
  });

  test("a delivery stays known by its time when the log has forgotten it", async () => {
    const webhook = await changes({ rules: [{ match: "*", system }] });
    const payload = toolPayloads.Grafana;
    const first = await changesSent(webhook.secret, payload);
    await db.webhookDelivery.deleteMany({ where: { webhookId: webhook.id } });
    const again = await changesSent(webhook.secret, payload);
    expect(again.json).toMatchObject({ outcome: "ignored", changes: first.json.changes });
  });

  test("the portal's own words are those of POST /changes; the sender's id counts once, and carries on", async () => {
    const webhook = await changes({ area: "database", practice: "indexing" });
    const change = { title: "Add an index", externalId: "job-7", evidence: { statement: "CREATE INDEX …" } };
    const first = await changesSent(webhook.secret, change);
    expect(await changeOf(first)).toMatchObject({
      status: "planned",
      area: "database",
      practice: "indexing",
      system,
    });
    const applied = { ...change, appliedAt: "2026-11-12T09:00:00Z" };
    const later = await changesSent(webhook.secret, applied);
    expect(later.json).toMatchObject({ outcome: "updated", changes: first.json.changes });
    expect(await changeOf(later)).toMatchObject({ status: "applied", appliedAt: "2026-11-12T09:00:00.000Z" });
  });

  test("of many changes all are written or none, with the fault's place in the list", async () => {
    const webhook = await changes();
    const good = { title: "Good", area: "code", appliedAt: "2026-11-12" };
    const refused = await changesSent(webhook.secret, { changes: [good, { ...good, system: "nowhere" }] });
    expect(refused.status).toBe(422);
    expect(refused.json.errors).toMatchObject([{ path: "changes.1.system" }]);
    const unknown = await changesSent(webhook.secret, { ...good, colour: "red" });
    expect(unknown.json.errors).toMatchObject([{ path: "colour" }]);
    expect(await db.webhookChange.count({ where: { webhookId: webhook.id } })).toBe(0);
    const both = await changesSent(webhook.secret, { changes: [good, { ...good, title: "Better" }] });
    expect(both.json.changes).toHaveLength(2);
  });

  test("what says no time counts once a day", async () => {
    const webhook = await changes();
    const now = new Date();
    const input = {
      webhook: webhook.id,
      event: "changes",
      delivery: "x",
      hash: "0".repeat(64),
      body: { title: "Flush the cache" },
    };
    const at = (hours: number) => receiveDelivery(portal, input, new Date(now.getTime() + hours * 3_600_000));
    const first = await at(0);
    expect(await at(23)).toEqual(first);
    expect((await at(25)).changes).not.toEqual(first.changes);
  });
});

test("old deliveries are forgotten, recent ones and the changes stay", async () => {
  const webhook = await changes();
  const { json } = await changesSent(webhook.secret, { title: "Kept", appliedAt: "2026-11-12" });
  const row = {
    webhookId: webhook.id,
    deliveryId: "x",
    event: "change",
    hash: "x",
    outcome: "ignored",
    detail: "",
  };
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  await db.webhookDelivery.createMany({
    data: [
      { ...row, receivedAt: daysAgo(91), changes: [] },
      ...Array.from({ length: 1_005 }, (_, index) => ({
        ...row,
        receivedAt: daysAgo(3 + index / 1_000),
        changes: [],
      })),
    ],
  });
  await pruneDeliveries(portal);
  expect(await db.webhookDelivery.count({ where: { webhookId: webhook.id } })).toBe(1_000);
  expect((await deliveries(webhook))[0]).toMatchObject({ outcome: "recorded", changes: json.changes });
  expect((await changeOf({ json })).title).toBe("Kept");
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
