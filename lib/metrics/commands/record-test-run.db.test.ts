import { beforeAll, expect, test } from "vitest";
import { example } from "#lib/core/formats/examples/example.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { apiCaller, freshKey } from "#lib/testing/api-caller.ts";

let system = "";

beforeAll(async () => {
  system = freshKey("shop");
  await createSystem((await everyRole()).lead, { key: system, name: "Shop" });
});

function form(fields: Record<string, string>, file?: { name: string; text: string }): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  if (file) data.append("file", new Blob([file.text]), file.name);
  return data;
}

test("a result file is recognised, kept with its hash, and what it says stands beside the run", async () => {
  const { call } = await apiCaller();
  const text = example("wrk.txt");
  const sent = await call("POST", "/test-runs", {
    raw: form({ kind: "load", system, ranAt: "2026-11-20T10:00:00Z" }, { name: "checkout-wrk.txt", text }),
  });
  expect(sent.status).toBe(201);
  expect(sent.json).toMatchObject({
    kind: "load",
    title: "checkout-wrk.txt",
    ranAt: "2026-11-20T10:00:00.000Z",
    file: { name: "checkout-wrk.txt", bytes: text.length },
    result: { tool: "wrk", runs: 1 },
  });
  const names = sent.json.result.quantities.map((one: { name: string }) => one.name);
  expect(names).toEqual(expect.arrayContaining(["throughput", "latency.mean"]));
  const read = await call("GET", `/test-runs/${sent.json.number}`);
  expect(read.json).toEqual(sent.json);
  const file = await call("GET", `/files/${sent.json.file.id}`);
  expect(file.text).toBe(text);
  const listed = await call("GET", `/test-runs?system=${system}&kind=load&limit=1`);
  expect(listed.json.items[0]).toEqual(sent.json);
  expect((await call("GET", "/test-runs/999999")).status).toBe(404);
});

test("without a file it needs a title; a file that nobody can read is refused by its name; others may not", async () => {
  const { call } = await apiCaller();
  const noted = await call("POST", "/test-runs", { body: { kind: "soak", system, title: "Over night" } });
  expect(noted.json).toMatchObject({ title: "Over night", file: null, result: null });
  const untitled = await call("POST", "/test-runs", { body: { kind: "soak", system } });
  expect(untitled.json.errors).toMatchObject([{ path: "title" }]);
  const unread = await call("POST", "/test-runs", {
    raw: form({ kind: "load", system }, { name: "photo.png", text: "\u0089PNG" }),
  });
  expect(unread.status).toBe(422);
  expect(unread.json.errors[0]).toMatchObject({
    path: "file",
    message: expect.stringContaining("photo.png"),
  });
  const member = await apiCaller("member");
  expect(
    (await member.call("POST", "/test-runs", { body: { kind: "soak", system, title: "x" } })).status,
  ).toBe(403);
});
