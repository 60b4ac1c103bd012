import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { type ApiAnswer, apiCaller, callApi, freshKey } from "#lib/testing/api-caller.ts";

type Caller = Awaited<ReturnType<typeof apiCaller>>;
let member: Caller;
let lead: Caller;
const system = freshKey("system");

beforeAll(async () => {
  [member, lead] = await Promise.all([apiCaller("member"), apiCaller("lead")]);
  await db.system.create({ data: { key: system, name: "Archive" } });
});

async function sent(body: object = {}, by = member): Promise<ApiAnswer> {
  return by.call("POST", "/feedback", { body: { title: `Slow ${freshKey()}`, ...body } });
}

describe("/feedback", () => {
  it("takes an entry with its context, and answers 201 with the author's vote counted", async () => {
    const answer = await sent({ system, body: "Since Monday.", about: `system:${system}`, importance: 3 });
    expect(answer.status, answer.text).toBe(201);
    expect(answer.json).toMatchObject({
      system,
      votes: 1,
      voted: true,
      status: { key: "new", category: "open" },
      links: [{ kind: "system", key: system }],
      myVote: { voted: true, importance: 3 },
      following: true,
    });
  });

  it("fills in the system of what it is about", async () => {
    const metric = freshKey("metric");
    await db.metric.create({
      data: {
        key: metric,
        name: "M",
        unit: "ms",
        better: "lower",
        kind: "duration",
        system: { connect: { key: system } },
      },
    });
    const about = `metric:${metric}`;
    const { json } = await sent({ about });
    expect(json.system).toBe(system);
    const found = await member.call("GET", `/feedback?about=${about}`);
    expect(found.json.items.map(({ number }: { number: number }) => number)).toEqual([json.number]);
    expect((await member.call("GET", "/feedback?about=metric:none")).json.items).toEqual([]);
  });

  it("names every fault by its field", async () => {
    const answer = await member.call("POST", "/feedback", {
      body: { title: "  ", system: "no-such-system", about: "person:1", extra: 1 },
    });
    expect(answer.status).toBe(422);
    expect(answer.json.errors.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(["title", "about", "extra"]),
    );
    const unknown = await sent({ system: "no-such-system" });
    expect(unknown.json.errors).toMatchObject([{ path: "system" }]);
    for (const about of ["change:999999", "metric:no-such-metric"]) {
      const unseen = await sent({ about });
      expect(unseen.status, about).toBe(422);
      expect(unseen.json.errors).toMatchObject([{ path: "about" }]);
    }
  });

  it("lists by votes, filters, and pages by key", async () => {
    const word = freshKey("zebra");
    const numbers = [];
    for (let index = 0; index < 3; index++)
      numbers.push((await sent({ title: `${word} ${index}` })).json.number);
    await lead.call("POST", `/feedback/${numbers[1]}/votes`, { body: {} });
    const first = await member.call("GET", `/feedback?q=${word}&limit=2`);
    expect(first.json.items.map(({ number }: { number: number }) => number)).toEqual([
      numbers[1],
      numbers[2],
    ]);
    const second = await member.call("GET", `/feedback?q=${word}&limit=2&cursor=${first.json.nextCursor}`);
    expect(second.json.items.map(({ number }: { number: number }) => number)).toEqual([numbers[0]]);
    expect(second.json.nextCursor).toBeNull();
    const newest = await member.call("GET", `/feedback?q=${word}&sort=-created&mine=sent`);
    expect(newest.json.items[0].number).toBe(numbers[2]);
    expect((await lead.call("GET", `/feedback?q=${word}&mine=voted`)).json.items).toHaveLength(1);
    expect((await member.call("GET", "/feedback?sort=loudest")).status).toBe(422);
    expect((await member.call("GET", "/feedback?cursor=nonsense")).status).toBe(422);
  });

  it("answers 404 for what is not there or not to be seen, and 401 to a token that is none", async () => {
    const { number } = (await sent({ visibility: "team" }, lead)).json;
    expect((await lead.call("GET", `/feedback/${number}`)).status).toBe(200);
    expect((await member.call("GET", `/feedback/${number}`)).status).toBe(404);
    expect((await member.call("POST", `/feedback/${number}/votes`, { body: {} })).status).toBe(404);
    expect((await member.call("POST", `/feedback/${number}/comments`, { body: { body: "x" } })).status).toBe(
      404,
    );
    expect((await member.call("GET", `/feedback/${number}/comments`)).status).toBe(404);
    expect((await member.call("GET", "/feedback/999999")).status).toBe(404);
    expect(
      (await callApi("GET", `/feedback/${number}`, { headers: { authorization: "Bearer op_no" } })).status,
    ).toBe(401);
  });

  it("lets authors mend their words, and only the team move an entry", async () => {
    const { number, version } = (await sent()).json;
    const edited = await member.call("PATCH", `/feedback/${number}`, { body: { title: "Slower", version } });
    expect(edited.json).toMatchObject({ title: "Slower", version: version + 1 });
    const stale = await member.call("PATCH", `/feedback/${number}`, { body: { title: "Older", version } });
    expect(stale.status).toBe(409);
    expect((await member.call("PATCH", `/feedback/${number}`, { body: { status: "shipped" } })).status).toBe(
      403,
    );
    const stranger = await apiCaller("member");
    expect((await stranger.call("PATCH", `/feedback/${number}`, { body: { title: "Mine" } })).status).toBe(
      403,
    );
    const moved = await lead.call("PATCH", `/feedback/${number}`, {
      body: { status: "planned", reason: "Next quarter." },
    });
    expect(moved.json.moves).toMatchObject([
      { status: "New" },
      { status: "Planned", reason: "Next quarter." },
    ]);
    expect((await lead.call("PATCH", `/feedback/${number}`, { body: { status: "nowhere" } })).status).toBe(
      422,
    );
  });
});

describe("/feedback/{number}/votes", () => {
  it("counts one vote a person, with how much it matters and whom it affects", async () => {
    const { number } = (await sent()).json;
    const path = `/feedback/${number}/votes`;
    const voted = await lead.call("POST", path, { body: { importance: 2, affects: 40 } });
    expect([voted.status, voted.json]).toEqual([
      201,
      { number, votes: 2, voted: true, importance: 2, affects: 40 },
    ]);
    expect((await lead.call("POST", path, { body: {} })).json).toMatchObject({ votes: 2, importance: 2 });
    expect((await lead.call("GET", path)).json).toMatchObject({ votes: 2, voted: true, affects: 40 });
    expect((await lead.call("DELETE", path)).json).toMatchObject({ votes: 1, voted: false });
    expect((await lead.call("DELETE", path)).json).toMatchObject({ votes: 1, voted: false });
    for (const body of [{ importance: 4 }, { affects: 0 }, { affects: "many" }]) {
      expect((await lead.call("POST", path, { body })).status).toBe(422);
    }
  });
});

describe("/feedback/{number}/comments", () => {
  it("lists the latest first a page at a time; a removed one is gone", async () => {
    const { number } = (await sent()).json;
    const path = `/feedback/${number}/comments`;
    const ids = [];
    for (const body of ["one", "two", "three"]) {
      ids.push((await member.call("POST", path, { body: { body } })).json.id);
    }
    const first = await lead.call("GET", `${path}?limit=2`);
    expect(first.json.items.map(({ body }: { body: string }) => body)).toEqual(["three", "two"]);
    const next = await lead.call("GET", `${path}?limit=2&cursor=${first.json.nextCursor}`);
    expect(next.json.items.map(({ body }: { body: string }) => body)).toEqual(["one"]);
    const stranger = await apiCaller("member");
    expect((await stranger.call("DELETE", `${path}/${ids[0]}`)).status).toBe(403);
    expect((await member.call("DELETE", `${path}/${ids[0]}`)).status).toBe(200);
    expect((await member.call("DELETE", `${path}/${ids[0]}`)).status).toBe(404);
    expect((await lead.call("GET", path)).json.items).toHaveLength(2);
    expect((await lead.call("GET", `/feedback/${number}`)).json.comments).toBe(2);
    expect((await member.call("POST", path, { body: { body: "   " } })).status).toBe(422);
  });
});

describe("what only the team may", () => {
  it("refuses members with 403, verb by verb", async () => {
    const { number } = (await sent()).json;
    const calls: [method: string, path: string, body?: object][] = [
      ["GET", `/feedback/${number}/notes`],
      ["POST", `/feedback/${number}/notes`, { body: "x" }],
      ["POST", `/feedback/${number}/merge`, { into: number }],
      ["DELETE", `/feedback/${number}/merge`],
      ["POST", `/feedback/${number}/links`, { about: "plan" }],
      ["DELETE", `/feedback/${number}/links?about=plan`],
      ["POST", `/feedback/${number}/moderation`, { decision: "reject" }],
      ["GET", "/feedback/report"],
    ];
    for (const [method, path, body] of calls) {
      const answer = await member.call(method, path, body ? { body } : {});
      expect(answer.status, `${method} ${path}`).toBe(403);
    }
    const reader = await apiCaller("member", ["read"]);
    expect((await reader.call("POST", `/feedback/${number}/votes`, { body: {} })).status).toBe(403);
  });

  it("rejects what is abuse: it is gone for everybody but its author and the team", async () => {
    const { number } = (await sent()).json;
    expect(
      (await lead.call("POST", `/feedback/${number}/moderation`, { body: { decision: "reject" } })).status,
    ).toBe(200);
    const stranger = await apiCaller("member");
    expect((await stranger.call("GET", `/feedback/${number}`)).status).toBe(404);
    expect((await member.call("GET", `/feedback/${number}`)).json.moderation).toBe("rejected");
    await lead.call("POST", `/feedback/${number}/moderation`, { body: { decision: "approve" } });
    expect((await stranger.call("GET", `/feedback/${number}`)).status).toBe(200);
  });

  it("links and unlinks, naming what is not there", async () => {
    const { number } = (await sent()).json;
    const path = `/feedback/${number}/links`;
    expect((await lead.call("POST", path, { body: { about: `system:${system}` } })).json.links).toHaveLength(
      1,
    );
    expect((await lead.call("POST", path, { body: { about: `system:${system}` } })).json.links).toHaveLength(
      1,
    );
    expect((await lead.call("POST", path, { body: { about: "change:999999" } })).status).toBe(422);
    expect((await lead.call("DELETE", `${path}?about=system:${system}`)).json.links).toEqual([]);
  });
});

describe("/ratings", () => {
  it("takes 1 to 5 of a system, the last word of a day", async () => {
    expect((await member.call("POST", "/ratings", { body: { system, value: 2 } })).status).toBe(201);
    await member.call("POST", "/ratings", { body: { system, value: 4 } });
    const rows = await db.systemRating.findMany({ where: { userId: member.user.id } });
    expect(rows.map(({ value }) => value)).toEqual([4]);
    expect((await member.call("POST", "/ratings", { body: { system, value: 6 } })).status).toBe(422);
    expect((await member.call("POST", "/ratings", { body: { system: "nowhere", value: 3 } })).status).toBe(
      422,
    );
  });
});

it("the same Idempotency-Key takes an entry once", async () => {
  const headers = { "idempotency-key": freshKey() };
  const body = { title: `Once ${freshKey()}` };
  const one = await member.call("POST", "/feedback", { body, headers });
  const other = await member.call("POST", "/feedback", { body, headers });
  expect(other.json).toEqual(one.json);
  expect(await db.feedback.count({ where: { title: body.title } })).toBe(1);
});
