import { beforeEach, expect, test, vi } from "vitest";
import { db } from "#lib/server/db.ts";
import { forgetOldRequests } from "#lib/server/http/once.ts";
import { apiCaller, freshKey } from "#lib/testing/api-caller.ts";

vi.mock("#lib/server/auth/session-actor.ts", () => ({ findSessionActor: async () => null }));

let lead: Awaited<ReturnType<typeof apiCaller>>;

beforeEach(async () => {
  lead = await apiCaller("lead");
});

const add = (key: string, body: unknown) =>
  lead.call("POST", "/systems", { body, headers: { "idempotency-key": key } });

const ageOf = (key: string, milliseconds: number, more: object = {}) =>
  db.idempotentRequest.update({
    where: { tokenId_key: { tokenId: lead.token.id, key } },
    data: { createdAt: new Date(Date.now() - milliseconds), ...more },
  });

const minute = 60_000;

test("the same key and body gives the first answer again, to the byte", async () => {
  const key = freshKey();
  const body = { key: freshKey("system"), name: "Once" };
  const first = await add(key, body);
  const second = await add(key, body);
  expect(first.status).toBe(201);
  expect([second.status, second.text]).toEqual([first.status, first.text]);
  expect(second.headers.get("content-type")).toBe(first.headers.get("content-type"));
  expect(second.headers.get("idempotency-replayed")).toBe("true");
  expect(first.headers.get("idempotency-replayed")).toBeNull();
  expect(await db.system.count({ where: { key: body.key } })).toBe(1);
});

test("a refusal is an answer too", async () => {
  const key = freshKey();
  const first = await add(key, { key: "Not A Key", name: "x" });
  const second = await add(key, { key: "Not A Key", name: "x" });
  expect([first.status, second.status, second.text]).toEqual([422, 422, first.text]);
});

test("the same key with another body or another path is 422", async () => {
  const key = freshKey();
  await add(key, { key: freshKey("system"), name: "One" });
  const other = await add(key, { key: freshKey("system"), name: "Two" });
  expect(other.status).toBe(422);
  expect(other.headers.get("content-type")).toBe("application/problem+json");
  const elsewhere = await lead.call("POST", "/metrics", { body: {}, headers: { "idempotency-key": key } });
  expect(elsewhere.json.errors).toEqual([expect.objectContaining({ path: "Idempotency-Key" })]);
});

test("of ten requests at once with one key exactly one is carried out", async () => {
  const key = freshKey();
  const body = { key: freshKey("system"), name: "Race" };
  const answers = await Promise.all(Array.from({ length: 10 }, () => add(key, body)));
  expect(await db.system.count({ where: { key: body.key } })).toBe(1);
  expect(answers.filter((answer) => answer.status === 201).length).toBeGreaterThanOrEqual(1);
  for (const answer of answers) expect([201, 409]).toContain(answer.status);
  const refused = answers.find((answer) => answer.status === 409);
  if (refused) expect(refused.headers.get("retry-after")).toBe("1");
  expect((await add(key, body)).status).toBe(201);
});

test("while the first is in flight the same key is 409 and another body 422", async () => {
  const key = freshKey();
  const body = { key: freshKey("system"), name: "Slow" };
  const reached = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const original = db.system.findUnique.bind(db.system);
  const slow = vi.spyOn(db.system, "findUnique").mockImplementation(((query: never) => {
    reached.resolve();
    return release.promise.then(() => original(query));
  }) as never);
  const first = add(key, body);
  await reached.promise;
  slow.mockRestore();
  const second = await add(key, body);
  expect([second.status, second.headers.get("retry-after")]).toEqual([409, "1"]);
  expect((await add(key, { ...body, name: "Other" })).status).toBe(422);
  release.resolve();
  expect((await first).status).toBe(201);
});

test("a key belongs to one token", async () => {
  const key = freshKey();
  const other = await apiCaller("lead");
  await add(key, { key: freshKey("system"), name: "Mine" });
  const theirs = await other.call("POST", "/systems", {
    body: { key: freshKey("system"), name: "Theirs" },
    headers: { "idempotency-key": key },
  });
  expect(theirs.status).toBe(201);
});

test("after 24 hours a key is new", async () => {
  const key = freshKey();
  await add(key, { key: freshKey("system"), name: "Old" });
  await ageOf(key, 24 * 60 * minute + minute);
  expect((await add(key, { key: freshKey("system"), name: "New" })).status).toBe(201);
});

test("answers older than 24 hours are cleared away, younger ones stay", async () => {
  const [old, young] = [freshKey(), freshKey()];
  await add(old, { key: freshKey("system"), name: "Old" });
  await add(young, { key: freshKey("system"), name: "Young" });
  await ageOf(old, 24 * 60 * minute + minute);
  expect(await forgetOldRequests()).toBeGreaterThanOrEqual(1);
  const left = await db.idempotentRequest.findMany({
    where: { key: { in: [old, young] } },
    select: { key: true },
  });
  expect(left).toEqual([{ key: young }]);
});

test("a fault of ours is not kept: the same key may come again", async () => {
  const key = freshKey();
  const body = { key: freshKey("system"), name: "Again" };
  const broken = vi.spyOn(db, "$transaction").mockRejectedValueOnce(new Error("gone"));
  expect((await add(key, body)).status).toBe(500);
  broken.mockRestore();
  expect((await add(key, body)).status).toBe(201);
});

test("a request that died before it wrote may be sent again after ten minutes, not before", async () => {
  const key = freshKey();
  const body = { key: freshKey("system"), name: "Died" };
  await add(key, body);
  await db.system.delete({ where: { key: body.key } });
  const died = { status: null, body: null, contentType: null, carriedOut: false };
  await ageOf(key, 9 * minute, died);
  expect((await add(key, body)).status).toBe(409);
  await ageOf(key, 11 * minute, died);
  expect((await add(key, body)).status).toBe(201);
});

test("a request that wrote and died before it answered is never carried out twice", async () => {
  const key = freshKey();
  const body = { key: freshKey("system"), name: "Wrote" };
  // The verb commits, then reading its answer back fails and so does everything after it.
  const broken = vi.spyOn(db.system, "findUnique").mockImplementation(() => {
    throw new Error("killed");
  });
  expect((await add(key, body)).status).toBe(500);
  broken.mockRestore();
  expect(await db.system.count({ where: { key: body.key } })).toBe(1);
  const row = await db.idempotentRequest.findUniqueOrThrow({
    where: { tokenId_key: { tokenId: lead.token.id, key } },
  });
  expect([row.carriedOut, row.status]).toEqual([true, null]);
  await ageOf(key, 11 * minute);
  const later = await add(key, body);
  expect(later.status).toBe(409);
  expect(later.json.detail).toMatch(/carried out, but its answer was lost/);
});

test("whoever lost its key to another may not write any more", async () => {
  const key = freshKey();
  const body = { key: freshKey("system"), name: "Late" };
  const original = db.$transaction.bind(db);
  vi.spyOn(db, "$transaction").mockImplementationOnce((async (...given: never[]) => {
    await ageOf(key, 11 * minute);
    await db.idempotentRequest.update({
      where: { tokenId_key: { tokenId: lead.token.id, key } },
      data: { createdAt: new Date() },
    });
    return (original as (...given: never[]) => unknown)(...given);
  }) as never);
  expect((await add(key, body)).status).toBe(409);
  expect(await db.system.count({ where: { key: body.key } })).toBe(0);
});

test("a key that is no key is refused", async () => {
  for (const key of ["", "a b", "x".repeat(256), "ä"]) {
    const answer = await lead.call("POST", "/systems", {
      body: { key: freshKey("system"), name: "x" },
      headers: { "idempotency-key": key },
    });
    expect(answer.json.errors).toEqual([expect.objectContaining({ path: "Idempotency-Key" })]);
  }
});
