import { expect, test } from "vitest";
import { readDelivery } from "#lib/changes/deliveries/registry.ts";
import { mergedSha, toolPayloads } from "#lib/testing/webhook-payloads.ts";

const now = new Date("2026-11-20T00:00:00Z");
const only = (body: Record<string, unknown>) => {
  const { event, incoming } = readDelivery(body, now);
  expect(incoming).toHaveLength(1);
  return { event, ...(incoming?.[0] ?? never()) };
};
const never = (): never => {
  throw new Error("Nothing was read.");
};

const address = `https://github.com/saypro/royalty/commit/${mergedSha}`;

test("the same deployment told by four tools reads the same", () => {
  const read = Object.values(toolPayloads).map(only);
  expect(read.map(({ event }) => event)).toEqual([
    "New Relic change",
    "Grafana annotation",
    "Honeycomb marker",
    "DevLake deployment",
  ]);
  for (const { event, fields, creates, externalIds } of read) {
    expect(fields, event).toEqual({
      title: "Royalty rates are cached per statement",
      appliedAt: "2026-11-12T09:30:00.000Z",
      evidence: { repository: "saypro/royalty", commit: mergedSha },
      links: [{ kind: "link", url: address }],
    });
    expect(creates).toBe(true);
    expect(externalIds, event).toHaveLength(1);
  }
  expect(read.map(({ names }) => names.some((name) => /^(saypro\/)?royalty$/.test(name)))).toEqual(
    Array.from({ length: 4 }, () => true),
  );
});

test("New Relic's mutation is read with its argument written into the query, and by its older name", () => {
  const inline = only({
    query: `mutation { changeTrackingCreateEvent(changeTrackingEvent: {
      categoryAndTypeData: { kind: { category: "deployment", type: "basic" }, categoryFields: { deployment: { version: "3.41.0", changelog: "Faster \\"rates\\"", commit: "abcdef1" } } }
      description: """Rates are
      cached""", timestamp: 1794475800000, entitySearch: { query: "name = 'royalty'" } }) { messages } }`,
  });
  expect(inline).toMatchObject({
    names: ["royalty"],
    fields: {
      title: "Rates are",
      appliedAt: new Date(1_794_475_800_000).toISOString(),
      evidence: { commit: "abcdef1" },
    },
  });
  expect(inline.fields.description).toContain('Faster "rates"');
  const older = only({
    query:
      "mutation($deployment: ChangeTrackingDeploymentInput!) { changeTrackingCreateDeployment(deployment: $deployment) { deploymentId } }",
    variables: { deployment: { version: "3.41.0", entityGuid: "MTIz", timestamp: 1_794_475_800_000 } },
  });
  expect(older).toMatchObject({ names: ["MTIz"], fields: { title: "Deploy 3.41.0" } });
});

test("a beginning and an end are a roll-out", () => {
  const from = Date.UTC(2026, 10, 12, 9);
  const told = only({
    text: "Node pool doubled",
    tags: ["env:staging"],
    time: from,
    timeEnd: from + 600_000,
  });
  expect(told.environment).toBe("staging");
  expect(told.fields).toEqual({
    title: "Node pool doubled",
    startedAt: "2026-11-12T09:00:00.000Z",
    rolloutStart: "2026-11-12T09:00:00.000Z",
    rolloutEnd: "2026-11-12T09:10:00.000Z",
    appliedAt: "2026-11-12T09:10:00.000Z",
  });
});

test("DevLake's earlier names are read, and a failed deployment makes no change", () => {
  const told = only({
    pipeline_id: "p-1",
    repo_url: "https://gitlab.com/saypro/group/portal.git",
    commit_sha: "abcdef1",
    start_time: "2026-11-12T09:00:00+02:00",
    result: "FAILURE",
  });
  expect(told).toMatchObject({
    externalIds: ["devlake:p-1"],
    names: ["saypro/group/portal", "https://gitlab.com/saypro/group/portal.git"],
    environment: "PRODUCTION",
    creates: false,
    fields: { evidence: { repository: "saypro/group/portal", commit: "abcdef1" } },
  });
});

test("what names no time happened now, and has no lasting id", () => {
  const marker = only({ message: "Deploy 3.41.0", type: "deploy" });
  expect(marker.fields.appliedAt).toBe(now.toISOString());
  expect(marker.externalIds).toEqual([]);
});

test("the portal's own words: one change or many, with the sender's ids", () => {
  const change = { title: "Cache rates", area: "code", system: "royalty", text: "of mine", tags: [] };
  expect(only({ ...change, externalId: "7" })).toMatchObject({
    event: "change",
    externalIds: ["own:7"],
    fields: change,
  });
  expect(only({ ...change, appliedAt: "2026-11-12" }).externalIds).toHaveLength(1);
  expect(only(change).externalIds).toEqual([]);
  expect(readDelivery({ changes: [change, change] }, now).incoming).toHaveLength(2);
  expect(() => readDelivery({ changes: [] }, now)).toThrow(/Give at least one change/);
  expect(() => readDelivery({ changes: [change, { externalId: 7 }] }, now)).toThrow(/changes\.1\.externalId/);
});

test.each([
  [
    "New Relic",
    { variables: { changeTrackingEvent: { categoryAndTypeData: {}, timestamp: "soon" } } },
    /timestamp/,
  ],
  ["Grafana", { text: "x", time: -1 }, /time/],
  ["Honeycomb", { message: "", type: "deploy" }, /message/],
  ["DevLake", { repo_url: "x", commit_sha: "y", start_time: "soon" }, /startedDate/],
])("what %s could not have meant is refused by its path", (_name, body, path) => {
  expect(() => readDelivery(body, now)).toThrow(path);
});
