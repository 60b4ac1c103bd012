import { createHash } from "node:crypto";
import { beforeAll, expect, test, vi } from "vitest";
import type { UserActor } from "#lib/core/access/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { db } from "#lib/server/db.ts";
import { readFileText } from "#lib/server/files.ts";
import { answerUpload } from "#lib/server/http/upload.ts";
import { actorOf } from "#lib/testing/actors.ts";

const signedIn = vi.hoisted(() => ({ actor: null as UserActor | null }));
vi.mock("#lib/server/auth/session-actor.ts", () => ({
  findSessionActor: async () => signedIn.actor,
  sessionActor: async () => {
    if (!signedIn.actor) throw new AppError("UNAUTHENTICATED", "You are signed out.");
    return signedIn.actor;
  },
}));

let lead: UserActor;

beforeAll(async () => {
  lead = await actorOf("lead");
});

const ours = { "x-portal-upload": "1", "sec-fetch-site": "same-origin" };

async function upload(
  actor: UserActor | null,
  name: string,
  body: BodyInit,
  headers: Record<string, string> = ours,
) {
  signedIn.actor = actor;
  const request = new Request(`http://portal.test/uploads?name=${encodeURIComponent(name)}`, {
    method: "POST",
    body,
    headers,
    duplex: "half",
  } as RequestInit);
  const response = await answerUpload(request);
  return { status: response.status, headers: response.headers, json: await response.json() };
}

test("a dropped file is kept with its name, size and hash", async () => {
  const answer = await upload(lead, "runs/before ä.csv", "1\n2\n");
  expect(answer.status).toBe(201);
  expect(answer.json).toEqual({
    id: expect.any(String),
    name: "before ä.csv",
    bytes: 4,
    sha256: createHash("sha256").update("1\n2\n").digest("hex"),
    duplicateOf: null,
  });
  expect(await readFileText(db, answer.json.id)).toBe("1\n2\n");
  const row = await db.storedFile.findUniqueOrThrow({ where: { id: answer.json.id } });
  expect(row.uploadedById).toBe(lead.userId);
});

test("a file that is evidence already is recognised, without telling of changes the person may not see", async () => {
  const bytes = `${crypto.randomUUID()}\n`;
  const first = await upload(lead, "a.csv", bytes);
  const system = await db.system.create({ data: { key: `s-${crypto.randomUUID()}`, name: "S" } });
  const metric = await db.metric.create({
    data: {
      key: `m-${crypto.randomUUID()}`,
      name: "M",
      systemId: system.id,
      unit: "ms",
      better: "lower",
      kind: "duration",
    },
  });
  const change = await db.change.create({
    data: {
      title: "canary-draft",
      area: "code",
      systemId: system.id,
      status: "draft",
      happenedAt: new Date(),
      searchText: "",
      recordedById: lead.userId,
    },
  });
  const measurement = await db.measurement.create({
    data: {
      changeId: change.id,
      metricId: metric.id,
      grade: "samples",
      outcome: "unchanged",
      verdict: "{}",
      engine: "1",
      seed: "",
      options: {},
      runs: {},
    },
  });
  await db.measurementInput.create({
    data: {
      measurementId: measurement.id,
      side: "before",
      position: 0,
      name: "a.csv",
      bytes: 4,
      sha256: first.json.sha256,
      format: "plain",
      fileId: first.json.id,
    },
  });
  const again = await upload(lead, "b.csv", bytes);
  expect(again.json.duplicateOf).toEqual([
    {
      change: change.number,
      title: "canary-draft",
      measurement: measurement.id,
      side: "before",
      name: "a.csv",
    },
  ]);
  const stranger = await upload(await actorOf("lead"), "c.csv", bytes);
  expect(stranger.json.duplicateOf).toBeNull();
});

test("who is signed out, may not upload, or comes from elsewhere is refused", async () => {
  expect((await upload(null, "a.csv", "1")).status).toBe(401);
  for (const role of ["reviewer", "executive", "member"] as const) {
    expect((await upload(await actorOf(role), "a.csv", "1")).status).toBe(403);
  }
  const elsewhere: Record<string, string>[] = [
    {},
    { "x-portal-upload": "1" },
    { "sec-fetch-site": "same-origin" },
    { ...ours, "sec-fetch-site": "cross-site" },
    { ...ours, "sec-fetch-site": "same-site" },
    { "x-portal-upload": "1", origin: "http://evil.test", host: "portal.test" },
  ];
  for (const headers of elsewhere) expect((await upload(lead, "a.csv", "1", headers)).status).toBe(403);
  const old = { "x-portal-upload": "1", origin: "http://portal.test", host: "portal.test" };
  expect((await upload(lead, "a.csv", "1", old)).status).toBe(201);
});

test("above the limit nothing is kept and the limit is named", async () => {
  const before = await db.storedFile.count();
  let asked = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      asked += 1;
      controller.enqueue(new Uint8Array(1024 * 1024));
    },
  });
  const announced = await upload(lead, "a.csv", endless, { ...ours, "content-length": String(1024 ** 3) });
  expect([announced.status, announced.json.detail]).toEqual([413, expect.stringContaining("50 MB")]);
  expect(asked).toBeLessThanOrEqual(1);
  const silent = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
  });
  expect((await upload(lead, "a.csv", silent)).status).toBe(413);
  expect(await db.storedFile.count()).toBe(before);
});
