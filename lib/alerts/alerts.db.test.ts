import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { canSeeAlert, visibleAlerts } from "#lib/alerts/access.ts";
import { receiveAlerts } from "#lib/alerts/commands/receive-alerts.ts";
import { alertsNearChange, listAlerts } from "#lib/alerts/queries.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { roles, type UserActor } from "#lib/core/access/actor.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { apiCaller, callApi, freshKey } from "#lib/testing/api-caller.ts";
import { apiServer } from "#lib/testing/api-server.ts";
import { serverPath, startAlertmanager } from "#lib/testing/real-servers.ts";

let people: Awaited<ReturnType<typeof everyRole>>;
const startsAt = new Date(Date.now() - 3_600_000).toISOString();

beforeAll(async () => {
  people = await everyRole();
});

async function system(): Promise<{ system: string; metric: string }> {
  const [system, metric] = [freshKey("shop"), freshKey("latency")];
  await createSystem(people.lead, { key: system, name: system });
  const about = { system, unit: "ms", better: "lower", kind: "duration" };
  await createMetric(people.lead, { key: metric, name: metric, ...about });
  return { system, metric };
}

function delivery(labels: Record<string, string>, more: object = {}) {
  const alert = {
    status: "firing",
    labels: { alertname: "HighLatency", severity: "page", ...labels },
    annotations: { summary: "Checkout is slow" },
    startsAt,
    endsAt: "0001-01-01T00:00:00Z",
    generatorURL: "http://prometheus.example/graph",
    fingerprint: freshKey("f"),
    ...more,
  };
  return { version: "4", groupKey: "{}", status: "firing", receiver: "portal", alerts: [alert] };
}

async function changeOf(system: string, by: UserActor, more: object = {}) {
  const appliedAt = new Date(Date.now() - 2 * 86_400_000).toISOString();
  return recordChange(by, { title: "A change", area: "code", system, appliedAt, ...more });
}

describe("an Alertmanager's delivery", () => {
  test("is one alert of its metric however often it comes, until it is resolved", async () => {
    const { system: key, metric } = await system();
    const first = delivery({ metric });
    expect(await receiveAlerts(people.lead, first)).toEqual({ received: 1, fired: 1, resolved: 0 });
    expect(await receiveAlerts(people.lead, first)).toEqual({ received: 1, fired: 0, resolved: 0 });
    expect((await listAlerts(people.member, { metric })).items).toMatchObject([
      {
        title: "HighLatency",
        description: "Checkout is slow",
        severity: "page",
        state: "firing",
        metric,
        system: key,
        startsAt,
      },
    ]);
    const endsAt = new Date().toISOString();
    const [alert] = first.alerts;
    const ended = { ...first, status: "resolved", alerts: [{ ...alert, status: "resolved", endsAt }] };
    expect(await receiveAlerts(people.lead, ended)).toMatchObject({ fired: 0, resolved: 1 });
    expect(await receiveAlerts(people.lead, ended)).toMatchObject({ fired: 0, resolved: 0 });
    const resolved = await listAlerts(people.member, { metric, state: "resolved" });
    expect(resolved.items).toMatchObject([{ state: "resolved", endsAt }]);
    expect((await listAlerts(people.member, { metric, state: "firing" })).items).toEqual([]);
  });

  test("deliveries at once count once", async () => {
    const { metric } = await system();
    const same = delivery({ metric });
    const answers = await Promise.all([1, 2, 3].map(() => receiveAlerts(people.lead, same)));
    expect(answers.reduce((sum, { fired }) => sum + fired, 0)).toBe(1);
  });

  test("is shown on the changes near it, whose owners hear of it", async () => {
    const { system: key } = await system();
    const { number } = await changeOf(key, people.lead);
    await receiveAlerts(people.lead, delivery({ job: key }));
    expect(await alertsNearChange(people.member, { number })).toMatchObject([{ system: key, metric: null }]);
    const news = await db.notification.findMany({
      where: { userId: people.lead.userId, event: "alert.fired", path: `/changes/${number}` },
    });
    expect(news).toMatchObject([{ title: expect.stringContaining(`soon after C-${number}`) }]);
  });

  test("that knows nothing of the portal is kept all the same", async () => {
    const name = freshKey("Unknown");
    await receiveAlerts(people.lead, delivery({ alertname: name, job: "elsewhere" }));
    const { items } = await listAlerts(people.member);
    expect(items.find((alert) => alert.title === name)).toMatchObject({ metric: null, system: null });
  });

  test("is refused without a token, with a reader's token, and when it is not one", async () => {
    const path = "/webhooks/alertmanager";
    const stranger = { body: delivery({}), headers: { authorization: "Bearer nobody's" } };
    expect((await callApi("POST", path, stranger)).status).toBe(401);
    const reader = await apiCaller("lead", ["read"]);
    expect((await reader.call("POST", path, { body: delivery({}) })).status).toBe(403);
    const { call } = await apiCaller("lead");
    expect((await call("POST", path, { body: { alerts: [{ status: "on" }] } })).status).toBe(422);
    expect((await call("POST", path, { body: delivery({}) })).status).toBe(202);
    expect((await call("GET", "/alerts?limit=1")).json.items).toHaveLength(1);
  });
});

test("an alert of a change that somebody may not see is not seen by them: both rules agree", async () => {
  const { system: key } = await system();
  const draft = await changeOf(key, people.lead, { status: "draft" });
  const row = await db.change.findUniqueOrThrow({ where: { number: draft.number } });
  const about = { origin: "watch", title: "Lost", startsAt: new Date(), changeId: row.id };
  const { id } = await db.alert.create({ data: { ...about, fingerprint: freshKey() } });
  const seenBy = [];
  for (const role of roles) {
    const actor = people[role];
    const rows = await db.alert.findMany({ where: { AND: [{ id }, visibleAlerts(actor)] } });
    expect(rows.length === 1, role).toBe(canSeeAlert(actor, { change: row }));
    if (rows.length === 1) seenBy.push(role);
  }
  expect(seenBy).toEqual(["admin", "lead"]);
  expect(canSeeAlert(people.member, { change: null })).toBe(true);
});

const installed = serverPath("prometheus-alertmanager") !== null;

test.skipIf(!installed)(
  `a real Alertmanager reaches the portal${installed ? "" : " (needs the package prometheus-alertmanager)"}`,
  async () => {
    const { metric } = await system();
    const { secret } = await apiCaller("lead", ["write"]);
    await using api = await apiServer();
    await using alertmanager = await startAlertmanager(`
route: {receiver: portal, group_wait: 200ms, group_interval: 1s, repeat_interval: 1s, group_by: [alertname]}
receivers:
  - name: portal
    webhook_configs:
      - url: ${api.url}/webhooks/alertmanager
        http_config: {authorization: {credentials: ${secret}}}
`);
    const send = (endsAt?: Date) =>
      fetch(`${alertmanager.url}/api/v2/alerts`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify([
          {
            labels: { alertname: "RealAlert", metric },
            annotations: { summary: "It is real" },
            startsAt,
            ...(endsAt ? { endsAt } : {}),
          },
        ]),
      });
    expect((await send()).status).toBe(200);
    expect(await seen(metric, "firing")).toMatchObject([
      { title: "RealAlert", description: "It is real", startsAt },
    ]);
    // Its reminders come every second; they are the same alert.
    await sleep(2_500);
    await send(new Date());
    expect(await seen(metric, "resolved")).toHaveLength(1);
    expect((await listAlerts(people.member, { metric })).items).toHaveLength(1);
  },
  60_000,
);

async function seen(metric: string, state: string) {
  for (let waited = 0; waited < 200; waited++) {
    const { items } = await listAlerts(people.member, { metric, state });
    if (items.length > 0) return items;
    await sleep(100);
  }
  return [];
}
