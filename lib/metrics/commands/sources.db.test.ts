import { beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "#lib/core/access/actor.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { editMetric } from "#lib/metrics/commands/edit-metric.ts";
import { createSource, editSource } from "#lib/metrics/commands/sources.ts";
import { metricPoints } from "#lib/metrics/queries/metric-points.ts";
import { getSource, listSources, tryQuery } from "#lib/metrics/queries/sources.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { apiCaller, freshKey } from "#lib/testing/api-caller.ts";
import { answering, fakePrometheus } from "#lib/testing/fake-prometheus.ts";

let people: Record<"admin" | "lead" | "member", UserActor>;
const secret = "Bearer abc-very-secret";

beforeAll(async () => {
  people = await everyRole();
  await createSystem(people.lead, { key: "shop", name: "Shop" });
});

async function source(baseUrl: string, more: object = {}): Promise<string> {
  const key = freshKey("prod");
  await createSource(people.admin, { key, name: "Prod", baseUrl, allowOwnMachine: true, ...more });
  return key;
}

describe("a source's headers", () => {
  test("are encrypted at rest, sent to the source, and told to nobody", async () => {
    await using server = await fakePrometheus(answering(() => 1));
    const key = await source(server.url, { headers: { Authorization: secret } });
    await tryQuery(people.lead, { source: key, query: "up" });
    expect(server.asked[0]?.headers.authorization).toBe(secret);
    const shown = JSON.stringify(
      [
        await getSource(people.admin, { key }),
        await listSources(people.lead),
        await db.source.findUnique({ where: { key } }),
        await db.auditEvent.findMany({ where: { entity: "source" } }),
      ],
      (_name, value) => (typeof value === "bigint" ? value.toString() : value),
    );
    expect(shown).toContain("Authorization");
    expect(shown).not.toContain("very-secret");
  });

  test("stay when an edit leaves them out, are replaced by others, and do not follow to another server", async () => {
    await using first = await fakePrometheus(answering(() => 1));
    await using second = await fakePrometheus(answering(() => 1));
    const key = await source(first.url, { headers: { Authorization: secret } });
    await editSource(people.admin, { key, name: "Production", baseUrl: `${first.url}/` });
    await tryQuery(people.lead, { source: key, query: "up" });
    expect(first.asked[0]?.headers.authorization).toBe(secret);
    const moved = await editSource(people.admin, { key, baseUrl: second.url });
    expect(moved).toMatchObject({ name: "Production", headerNames: [] });
    await tryQuery(people.lead, { source: key, query: "up" });
    expect(second.asked[0]?.headers.authorization).toBeUndefined();
    const other = await editSource(people.admin, { key, headers: { "X-Scope-OrgID": "shop" } });
    expect(other.headerNames).toEqual(["X-Scope-OrgID"]);
  });
});

describe("who and where", () => {
  test("admins add and edit, who writes may list and try, others see nothing of it", async () => {
    await using server = await fakePrometheus(answering(() => 1));
    const key = await source(server.url);
    const input = { key: freshKey("x"), name: "X", baseUrl: "https://prometheus.example" };
    await expect(createSource(people.lead, input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(editSource(people.lead, { key, name: "Mine" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(listSources(people.member)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(tryQuery(people.member, { source: key, query: "up" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test("the portal's own machine is refused unless an admin allows it", async () => {
    await using server = await fakePrometheus(answering(() => 1));
    const key = await source(server.url, { allowOwnMachine: false });
    const ask = () => tryQuery(people.lead, { source: key, query: "up" });
    await expect(ask()).rejects.toMatchObject({
      code: "INVALID",
      message: expect.stringContaining("An admin"),
    });
    await editSource(people.admin, { key, allowOwnMachine: true });
    expect((await ask()).points.length).toBeGreaterThan(100);
    await editSource(people.admin, { key, archived: true });
    await expect(ask()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test.each([
    "ftp://prometheus.example",
    "https://me:pw@prometheus.example",
    "https://prometheus.example?x=1",
  ])("%s is no address of a source", async (baseUrl) => {
    const input = { key: freshKey("x"), name: "X", baseUrl };
    await expect(createSource(people.admin, input)).rejects.toMatchObject({
      faults: [expect.objectContaining({ path: "baseUrl" })],
    });
  });

  test("POST and GET /sources never show a header's value", async () => {
    const { call } = await apiCaller("admin");
    const body = {
      key: freshKey("api"),
      name: "API",
      baseUrl: "https://prometheus.example",
      headers: { a: "hidden-value" },
    };
    const made = await call("POST", "/sources", { body });
    expect(made.status).toBe(201);
    const edited = await call("PATCH", `/sources/${body.key}`, { body: { name: "Other" } });
    const listed = await call("GET", "/sources?limit=200");
    expect(edited.json).toMatchObject({ name: "Other", headerNames: ["a"] });
    expect(made.text + edited.text + listed.text).not.toContain("hidden-value");
  });
});

describe("a metric's source", () => {
  test("gives its series in steps that fit, a chosen step as long as it fits; missing stays missing", async () => {
    await using server = await fakePrometheus(answering((at) => (at % 7_200_000 === 0 ? null : 5)));
    const shared = { system: "shop", unit: "ms", better: "lower", kind: "duration" };
    const key = freshKey("metric");
    const asked = { source: await source(server.url), query: "sum(x)" };
    await createMetric(people.lead, { key, name: key, ...shared, source: asked });
    const to = new Date(Date.UTC(2026, 10, 20));
    const from = new Date(to.getTime() - 100 * 86_400_000);
    const read = await metricPoints(people.member, { key, from, to });
    expect(read.stepSeconds).toBe(300);
    expect(read.points).toHaveLength(100 * 288 + 1 - 100 * 12 - 1);
    await editMetric(people.lead, { key, source: { ...asked, step: "60s" } });
    const needFrom = new Date(to.getTime() - 86_400_000);
    const minutes = await metricPoints(people.member, { key, from, to, needFrom });
    expect(minutes.stepSeconds).toBe(60);
    expect(minutes.points[0]?.at).toBeGreaterThan(to.getTime() - 30_000 * 60_000);
    await expect(
      editMetric(people.lead, { key, source: { source: "none", query: "x" } }),
    ).rejects.toMatchObject({
      faults: [expect.objectContaining({ path: "source.source" })],
    });
  });

  test("of several series is refused, naming them", async () => {
    await using server = await fakePrometheus(({ url }, response) => {
      const values = [[Number(url.searchParams.get("end")), "1"]];
      const result = ["a", "b"].map((app) => ({ metric: { app }, values }));
      response.end(JSON.stringify({ status: "success", data: { resultType: "matrix", result } }));
    });
    const ask = tryQuery(people.lead, { source: await source(server.url), query: "up" });
    await expect(ask).rejects.toMatchObject({ message: expect.stringContaining('{app="a"}, {app="b"}') });
  });
});
