import { beforeAll, describe, expect, test } from "vitest";
import { moveChange } from "#lib/changes/commands/move-change.ts";
import { pruneDeliveries } from "#lib/changes/commands/prune-deliveries.ts";
import { receiveDelivery } from "#lib/changes/commands/receive-delivery.ts";
import { editWebhook } from "#lib/changes/commands/webhooks.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { hubSignature } from "#lib/server/auth/webhook-signature.ts";
import { db } from "#lib/server/db.ts";
import { callApi } from "#lib/testing/api-caller.ts";
import { changesSent, githubSends } from "#lib/testing/signed-calls.ts";
import { deploymentStatus, ping, pullRequest, toolPayloads } from "#lib/testing/webhook-payloads.ts";
import { webhookWorld } from "#lib/testing/webhook-world.ts";

let people: World["people"];
let system: World["system"];
let github: World["github"];
let changes: World["changes"];
let deliveries: World["deliveries"];
let changeOf: World["changeOf"];
const portal = systemActor("test");

type World = Awaited<ReturnType<typeof webhookWorld>>;

beforeAll(async () => {
  ({ people, system, github, changes, deliveries, changeOf } = await webhookWorld());
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
