import { beforeAll, expect, test } from "vitest";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { sha256 } from "#lib/core/statistics/sha256.ts";
import { signReview } from "#lib/reviews/commands/sign-review.ts";
import { decisionsOfChange } from "#lib/reviews/queries/decisions-of-change.ts";
import { hashPassword } from "#lib/server/auth/password.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { apiCaller, freshKey } from "#lib/testing/api-caller.ts";

const quarter = "2025-Q2";
const password = "a long password for signing 7";
let reviewer: Awaited<ReturnType<typeof apiCaller>>;
let member: Awaited<ReturnType<typeof apiCaller>>;
let number: number;

beforeAll(async () => {
  const lead = await actorOf("lead");
  await createSystem(lead, { key: "portal", name: "User portal" });
  const recorded = await recordChange(lead, {
    title: "Index",
    area: "database",
    system: "portal",
    appliedAt: "2025-05-10T08:00:00Z",
  });
  number = recorded.number;
  reviewer = await apiCaller("reviewer");
  member = await apiCaller("member");
  const passwordHash = await hashPassword(password);
  await db.user.update({ where: { id: reviewer.user.id }, data: { passwordHash } });
});

test("a review is opened, decided, signed and read over HTTP", async () => {
  const opened = await reviewer.call("POST", "/reviews", { body: { quarter } });
  expect(opened.status).toBe(201);
  expect(opened.json).toMatchObject({ quarter, state: "open", progress: { changes: 1, unmarked: 1 } });
  expect((await reviewer.call("POST", "/reviews", { body: { quarter } })).status).toBe(409);
  expect((await member.call("GET", `/reviews/${quarter}`)).status).toBe(404);
  expect((await reviewer.call("GET", "/reviews/2019-Q1")).status).toBe(404);
  expect((await reviewer.call("GET", "/reviews/soon")).status).toBe(404);

  const headers = { "Idempotency-Key": freshKey() };
  const body = { change: number, decision: "measure-again", note: "Once more." };
  const decided = await reviewer.call("POST", `/reviews/${quarter}/decisions`, { body, headers });
  expect(decided).toMatchObject({ status: 201, json: { change: number, decision: "measure-again" } });
  const again = await reviewer.call("POST", `/reviews/${quarter}/decisions`, { body, headers });
  expect(again.json).toEqual(decided.json);
  const { json: list } = await reviewer.call("GET", `/reviews/${quarter}/decisions`);
  expect(list).toMatchObject({ items: [{ decision: "measure-again" }], nextCursor: null });
  expect((await reviewer.call("GET", `/reviews/${quarter}/changes?state=marked`)).json.items).toHaveLength(1);

  const wrong = await reviewer.call("POST", `/reviews/${quarter}/decisions`, {
    body: { change: number, decision: "forget" },
  });
  expect(wrong).toMatchObject({ status: 422, json: { errors: [{ path: "decision" }] } });
});

test("what the quarter amounts to is stated over HTTP, listed, and never edited", async () => {
  const path = `/reviews/${quarter}/statements`;
  const body = { words: "Slower, and worth it.", reason: "It costs a third." };
  const stated = await reviewer.call("POST", path, { body });
  expect(stated).toMatchObject({ status: 201, json: { quarter, ...body, by: expect.any(String) } });
  expect((await member.call("POST", path, { body })).status).toBe(403);
  const wrong = await reviewer.call("POST", path, { body: { words: "So." } });
  expect(wrong.headers.get("content-type")).toContain("application/problem+json");
  expect(wrong).toMatchObject({ status: 422, json: { errors: [{ path: "reason" }] } });
  expect((await member.call("GET", path)).json).toMatchObject({ items: [body], nextCursor: null });
  expect((await reviewer.call("GET", `/reviews/${quarter}`)).json.stated).toMatchObject(body);
  const { json: overview } = await member.call("GET", `/overview?quarter=${quarter}`);
  expect(overview).toMatchObject({ headline: "Nothing proved better or worse.", stated: body });
  for (const method of ["PATCH", "PUT", "DELETE"]) {
    const answer = await reviewer.call(method, path, { body: {} });
    expect(answer.status, method).toBe(405);
    expect(answer.headers.get("allow")).toContain("POST");
  }
});

test("a decision cannot be edited or removed over HTTP", async () => {
  for (const method of ["PATCH", "PUT", "DELETE"]) {
    const answer = await reviewer.call(method, `/reviews/${quarter}/decisions`, { body: {} });
    expect(answer.status, method).toBe(405);
    expect(answer.headers.get("allow")).toContain("POST");
  }
});

test("a token signs with its account's password; an account without one by a fresh sign-in", async () => {
  const sign = (body: object) => reviewer.call("POST", `/reviews/${quarter}/signatures`, { body });
  expect(await sign({})).toMatchObject({ status: 422, json: { errors: [{ path: "password" }] } });
  expect(await sign({ password })).toMatchObject({ status: 201, json: { counts: true, sealed: false } });
  expect((await member.call("POST", `/reviews/${quarter}/signatures`, { body: { password } })).status).toBe(
    403,
  );
  const fresh = await actorOf("reviewer");
  expect(await signReview(fresh, { quarter })).toMatchObject({ proof: "single-sign-on", sealed: true });
});

test("what was sealed is downloaded byte for byte and verified, also by a member", async () => {
  const { json } = await member.call("GET", `/reviews/${quarter}`);
  expect(json).toMatchObject({ state: "signed", version: 1 });
  const snapshot = await member.call("GET", `/reviews/${quarter}/snapshot`);
  expect(snapshot.headers.get("content-type")).toContain("application/json");
  expect(sha256(snapshot.text)).toBe(json.sha256);
  const verified = await member.call("GET", `/reviews/${quarter}/verification`);
  expect(verified.json).toMatchObject({ whole: true, sha256: json.sha256 });
  const late = await reviewer.call("POST", `/reviews/${quarter}/decisions`, {
    body: { change: number, decision: "keep", note: "Late." },
  });
  expect(late.status).toBe(409);
  expect((await member.call("GET", "/reviews/calendar")).text).toContain("BEGIN:VCALENDAR");
});

test("a change names what reviews decided about it, to those who see them", async () => {
  const someone = await actorOf("member");
  expect(await decisionsOfChange(someone, { number })).toMatchObject([
    { quarter, decision: "measure-again", note: "Once more.", signed: true },
  ]);
  const reopened = await reviewer.call("POST", `/reviews/${quarter}/reopenings`, {
    body: { reason: "Again." },
  });
  expect(reopened).toMatchObject({ status: 201, json: { version: 2 } });
  expect(await decisionsOfChange(someone, { number })).toMatchObject([{ version: 1, signed: true }]);
  const [own] = await decisionsOfChange(await actorOf("lead"), { number });
  expect(own).toMatchObject({ version: 2, signed: false });
});
