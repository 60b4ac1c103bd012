import { beforeAll, expect, test, vi } from "vitest";
import type { UserActor } from "#lib/core/access/actor.ts";
import { db } from "#lib/server/db.ts";
import { apiCaller, callApi, freshKey } from "#lib/testing/api-caller.ts";

const signedIn = vi.hoisted(() => ({ actor: null as unknown }));
vi.mock("#lib/server/auth/session-actor.ts", () => ({
  findSessionActor: async () => signedIn.actor,
  sessionActor: async () => signedIn.actor,
}));

let lead: Awaited<ReturnType<typeof apiCaller>>;

beforeAll(async () => {
  lead = await apiCaller("lead");
});

async function asSignedIn<Result>(role: UserActor["role"], work: () => Promise<Result>): Promise<Result> {
  const { id: userId, name, email } = lead.user;
  signedIn.actor = {
    kind: "user",
    userId,
    sessionId: "s",
    name,
    email,
    role,
    timeZone: null,
  } satisfies UserActor;
  try {
    return await work();
  } finally {
    signedIn.actor = null;
  }
}

function expectProblem(answer: Awaited<ReturnType<typeof callApi>>, status: number): void {
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.json).toMatchObject({
    type: expect.any(String),
    title: expect.any(String),
    status,
    detail: expect.any(String),
  });
}

test("a system is added, read, listed and edited", async () => {
  const key = freshKey("system");
  const made = await lead.call("POST", "/systems", { body: { key, name: "Checkout" } });
  expect(made.status).toBe(201);
  expect(made.json).toMatchObject({ key, name: "Checkout", description: "", archived: false });
  expect((await lead.call("GET", `/systems/${key}`)).json).toEqual(made.json);
  const list = await lead.call("GET", "/systems?limit=200&q=Checkout");
  expect(list.json.items.map((item: { key: string }) => item.key)).toContain(key);
  expect(list.json).toHaveProperty("nextCursor");
  const edited = await lead.call("PATCH", `/systems/${key}`, { body: { name: "Till" } });
  expect(edited.json).toMatchObject({ key, name: "Till" });
});

test("a change is recorded, moved and read back", async () => {
  const system = freshKey("system");
  await lead.call("POST", "/systems", { body: { key: system, name: "Payments" } });
  const made = await lead.call("POST", "/changes", {
    body: { title: "Add an index", area: "database", practice: "indexing", system },
  });
  expect(made.status).toBe(201);
  expect(made.json).toMatchObject({ title: "Add an index", status: "planned", measurements: [] });
  const { number } = made.json;
  const moved = await lead.call("PATCH", `/changes/${number}`, { body: { status: "in-progress" } });
  expect(moved.json.status).toBe("in-progress");
  expect((await lead.call("GET", `/changes/${number}`)).json.status).toBe("in-progress");
});

test("lists page by key until nothing is left", async () => {
  const prefix = freshKey("page");
  for (const letter of ["a", "b", "c"]) {
    await lead.call("POST", "/systems", {
      body: { key: `${prefix}-${letter}`, name: `${prefix} ${letter}` },
    });
  }
  const first = await lead.call("GET", `/systems?q=${prefix}&limit=2`);
  expect(first.json.items).toHaveLength(2);
  const second = await lead.call("GET", `/systems?q=${prefix}&limit=2&cursor=${first.json.nextCursor}`);
  expect(second.json.items.map((item: { key: string }) => item.key)).toEqual([`${prefix}-c`]);
  expect(second.json.nextCursor).toBeNull();
});

test("who sends no token, a wrong one or another scheme is 401", async () => {
  const none = await callApi("GET", "/systems");
  expectProblem(none, 401);
  expect(none.headers.get("www-authenticate")).toMatch(/^Bearer/);
  for (const authorization of [
    "Bearer op_wrong",
    `Bearer op_${"a".repeat(43)}`,
    "Basic YTpi",
    "Bearer",
    "",
  ]) {
    expectProblem(await callApi("GET", "/systems", { headers: { authorization } }), 401);
  }
});

test("a revoked or expired token is 401", async () => {
  const caller = await apiCaller();
  await db.apiToken.update({
    where: { id: caller.token.id },
    data: { expiresAt: new Date(Date.now() - 1000) },
  });
  expectProblem(await caller.call("GET", "/systems"), 401);
  await db.apiToken.update({
    where: { id: caller.token.id },
    data: { expiresAt: null, revokedAt: new Date() },
  });
  expectProblem(await caller.call("GET", "/systems"), 401);
});

test("a role that may not is 403, not 401, and says who may", async () => {
  const executive = await apiCaller("executive");
  const answer = await executive.call("POST", "/systems", { body: { key: freshKey(), name: "No" } });
  expectProblem(answer, 403);
  expect(answer.json.detail).toMatch(/Only admins and leads/);
});

test("a lacking scope is 403 in both directions", async () => {
  const reader = await apiCaller("lead", ["read"]);
  expectProblem(await reader.call("POST", "/systems", { body: { key: freshKey(), name: "No" } }), 403);
  expect((await reader.call("GET", "/systems")).status).toBe(200);
  const writer = await apiCaller("lead", ["write"]);
  expectProblem(await writer.call("GET", "/systems"), 403);
});

test("a token that may only write gets the answer of what it wrote", async () => {
  const writer = await apiCaller("lead", ["write"]);
  const key = freshKey("written");
  const answer = await writer.call("POST", "/systems", { body: { key, name: "Written" } });
  expect(answer.status).toBe(201);
  expect(answer.json.key).toBe(key);
});

test("a signed-in browser may read and nothing else", async () => {
  await asSignedIn("admin", async () => {
    expect((await callApi("GET", "/systems")).status).toBe(200);
    for (const [method, path] of [
      ["POST", "/systems"],
      ["PATCH", "/systems/any"],
    ] as const) {
      expectProblem(await callApi(method, path, { body: { key: "x", name: "y" } }), 403);
    }
  });
  expectProblem(await callApi("POST", "/systems", { body: { key: "x", name: "y" } }), 401);
});

test("a token that is sent decides, also when it is wrong and the browser is signed in", async () => {
  await asSignedIn("admin", async () => {
    expectProblem(await callApi("GET", "/systems", { headers: { authorization: "Bearer op_no" } }), 401);
  });
});

test("what is not there, what cannot be there and what may not be seen are the same 404", async () => {
  const system = freshKey("system");
  await lead.call("POST", "/systems", { body: { key: system, name: "Secret" } });
  const draft = await lead.call("POST", "/changes", {
    body: { title: "canary-draft", area: "code", system, status: "draft" },
  });
  const other = await apiCaller("lead");
  for (const path of [
    `/changes/${draft.json.number}`,
    "/changes/99999999",
    "/changes/abc",
    "/changes/-1",
    "/changes/1e3.5",
  ]) {
    expectProblem(await other.call("GET", path), 404);
  }
  const refused = await other.call("PATCH", `/changes/${draft.json.number}`, { body: { title: "Mine" } });
  expectProblem(refused, 404);
  expect((await other.call("GET", "/changes?limit=200")).text).not.toContain("canary-draft");
  expectProblem(await other.call("GET", "/systems/NOT-A-KEY"), 404);
  expectProblem(await other.call("GET", "/systems/%E0%A4%A"), 404);
});

test("an unknown path is 404, a known one with another method 405 with what is allowed", async () => {
  expectProblem(await lead.call("GET", "/nothing"), 404);
  expectProblem(await lead.call("GET", ""), 404);
  expectProblem(await lead.call("GET", "/systems/a/b/c"), 404);
  const answer = await lead.call("DELETE", "/systems");
  expectProblem(answer, 405);
  expect(answer.headers.get("allow")).toBe("GET, HEAD, POST");
  // A word of a path is no number: the entry with the number "similar" is not what is asked for.
  const similar = await lead.call("PATCH", "/feedback/similar");
  expectProblem(similar, 405);
  expect(similar.headers.get("allow")).toBe("GET, HEAD");
  const options = await callApi("OPTIONS", "/systems");
  expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, HEAD, POST"]);
});

test("HEAD answers like GET without a body", async () => {
  const answer = await lead.call("HEAD", "/systems");
  expect([answer.status, answer.text]).toEqual([200, ""]);
});

test("every fault of the input is named with its path", async () => {
  const answer = await lead.call("POST", "/metrics", {
    body: {
      key: "Bad Key",
      name: "",
      system: "s",
      unit: "ms",
      better: "up",
      kind: "duration",
      minimumEffect: 7,
    },
  });
  expectProblem(answer, 422);
  const paths = answer.json.errors.map((error: { path: string }) => error.path);
  expect(paths).toEqual(expect.arrayContaining(["key", "name", "better", "minimumEffect"]));
  const deep = await lead.call("POST", "/objectives", {
    body: { key: freshKey(), kind: "scalability", name: "O", targets: [{ metric: "none-such", value: 1 }] },
  });
  expect(deep.json.errors[0].path).toBe("targets.0.metric");
});

test("a key that is taken is 409", async () => {
  const body = { key: freshKey("taken"), name: "One" };
  await lead.call("POST", "/systems", { body });
  expectProblem(await lead.call("POST", "/systems", { body }), 409);
});

test("unknown keys are refused in bodies and queries, at every depth", async () => {
  const body = { key: freshKey(), name: "X", admin: true };
  const answer = await lead.call("POST", "/systems", { body });
  expectProblem(answer, 422);
  expect(answer.json.errors).toEqual([expect.objectContaining({ path: "admin" })]);
  expect(await db.system.count({ where: { key: body.key } })).toBe(0);
  const query = await lead.call("GET", "/changes?stauts=applied");
  expect(query.json.errors).toEqual([expect.objectContaining({ path: "stauts" })]);
  const nested = await lead.call("POST", "/changes", {
    body: {
      title: "T",
      area: "code",
      system: "s",
      settings: [{ key: "a", before: "1", after: "2", extra: 1 }],
    },
  });
  expect(nested.json.errors.map((error: { path: string }) => error.path)).toContain("settings.0.extra");
});

test("keys that reach into prototypes are unknown keys and change nothing", async () => {
  for (const raw of [
    '{"key":"k","name":"n","__proto__":{"polluted":1}}',
    '{"key":"k","name":"n","constructor":{"prototype":{"polluted":1}}}',
    '{"key":"k","name":"n","toString":"x"}',
  ]) {
    expectProblem(
      await lead.call("POST", "/systems", { raw, headers: { "content-type": "application/json" } }),
      422,
    );
  }
  for (const query of [
    "__proto__[polluted]=1",
    "constructor[prototype][polluted]=1",
    "hasOwnProperty=1",
    "0=1",
  ]) {
    expectProblem(await lead.call("GET", `/systems?${query}`), 422);
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test("a body may not say again what the address says, nor a query what belongs into the body", async () => {
  const key = freshKey("said");
  await lead.call("POST", "/systems", { body: { key, name: "X" } });
  const answer = await lead.call("PATCH", `/systems/${key}`, { body: { key: "other", name: "Y" } });
  expectProblem(answer, 422);
  expect(answer.json.errors[0].path).toBe("key");
  expectProblem(await lead.call("POST", "/systems?name=Y", { body: { key: freshKey(), name: "X" } }), 422);
});

test("what is not JSON is 400, what is no object 422, another media type 415", async () => {
  const json = { "content-type": "application/json" };
  for (const raw of ["{", "nope", '{"a":1}}', "\u0000", '{"a":NaN}', "'a'"]) {
    expectProblem(await lead.call("POST", "/systems", { raw, headers: json }), 400);
  }
  const broken = new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
  expectProblem(await lead.call("POST", "/systems", { raw: broken, headers: json }), 400);
  for (const raw of ["[]", "null", '"text"', "7", "true"]) {
    expectProblem(await lead.call("POST", "/systems", { raw, headers: json }), 422);
  }
  for (const type of [
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/xml",
    "multipart/form-data; boundary=x",
  ]) {
    expectProblem(
      await lead.call("POST", "/systems", { raw: '{"key":"a"}', headers: { "content-type": type } }),
      415,
    );
  }
  const zipped = { ...json, "content-encoding": "gzip" };
  expectProblem(await lead.call("POST", "/systems", { raw: "{}", headers: zipped }), 415);
  expectProblem(await lead.call("POST", "/systems"), 422);
});

test("a body nested without end is refused and not followed", async () => {
  const raw = `{"key":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
  expectProblem(
    await lead.call("POST", "/systems", { raw, headers: { "content-type": "application/json" } }),
    400,
  );
});

test("text that the database cannot hold is refused wherever it stands", async () => {
  for (const name of ["a\u0000b", "a\ud800b"]) {
    expectProblem(await lead.call("POST", "/systems", { body: { key: freshKey(), name } }), 422);
  }
  expectProblem(await lead.call("GET", "/changes?q=%00"), 422);
  expectProblem(await lead.call("GET", "/systems/%00"), 422);
});

test("a JSON body above the limit is 413, announced or not", async () => {
  const raw = JSON.stringify({ key: "a", name: "x".repeat(3 * 1024 * 1024) });
  const headers = { "content-type": "application/json" };
  expectProblem(await lead.call("POST", "/systems", { raw, headers }), 413);
  const announced = { ...headers, "content-length": String(1024 ** 3) };
  expectProblem(await lead.call("POST", "/systems", { raw: "{}", headers: announced }), 413);
});

test("limits outside 1 to 200, foreign cursors and repeated filters are refused", async () => {
  for (const query of [
    "limit=0",
    "limit=201",
    "limit=x",
    "cursor=nonsense",
    "area=code&area=database",
    "area=cloud",
    "quarter=2026",
  ]) {
    expectProblem(await lead.call("GET", `/changes?${query}`), 422);
  }
});

test("a fault of ours says only its number, and never what went wrong", async () => {
  const broken = vi.spyOn(db.system, "findMany").mockImplementation(() => {
    throw new Error("password=hunter2 at /srv/portal");
  });
  const answer = await lead.call("GET", "/systems", { headers: { "x-request-id": "proxy-12345678" } });
  broken.mockRestore();
  expectProblem(answer, 500);
  expect(answer.text).not.toMatch(/hunter2|srv/);
  expect(answer.json.detail).toContain("proxy-12345678");
  expect(answer.headers.get("x-request-id")).toBe("proxy-12345678");
});

test("an answer that does not fit its description is a fault of ours, not a leak", async () => {
  const odd = vi
    .spyOn(db.system, "findMany")
    .mockResolvedValue([
      { key: 7, name: "x", description: "", archivedAt: null, createdAt: new Date() },
    ] as never);
  const answer = await lead.call("GET", "/systems");
  odd.mockRestore();
  expectProblem(answer, 500);
});

test("above the limit of requests the answer is 429 with the time to wait", async () => {
  const caller = await apiCaller();
  const start = new Date(Math.floor(Date.now() / 60_000) * 60_000);
  await db.rateCount.createMany({
    data: [0, 1].map((minute) => ({
      key: `api:token:${caller.token.id}`,
      windowStart: new Date(start.getTime() + minute * 60_000),
      count: 3_000,
    })),
  });
  const answer = await caller.call("GET", "/systems");
  expectProblem(answer, 429);
  const wait = Number(answer.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
});

test("every answer carries its number and is neither kept nor guessed at", async () => {
  const { headers } = await lead.call("GET", "/systems");
  expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  const odd = await lead.call("GET", "/systems", { headers: { "x-request-id": "a b\tc<script>" } });
  expect(odd.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("the description is public and is OpenAPI", async () => {
  const answer = await callApi("GET", "/openapi.json");
  expect(answer.status).toBe(200);
  expect(answer.json.openapi).toMatch(/^3\.1/);
  expectProblem(await callApi("POST", "/openapi.json"), 405);
});
