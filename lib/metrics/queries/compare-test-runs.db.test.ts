import { beforeAll, expect, test } from "vitest";
import type { UserActor } from "#lib/core/access/actor.ts";
import { compareFiles } from "#lib/core/evidence/compare-files.ts";
import { example } from "#lib/core/formats/examples/example.ts";
import { compareTestRuns } from "#lib/metrics/queries/compare-test-runs.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { apiCaller, freshKey } from "#lib/testing/api-caller.ts";

let lead: Awaited<ReturnType<typeof apiCaller>>;
let people: Record<"lead" | "member", UserActor>;
const [shop, cart] = [freshKey("shop"), freshKey("cart")];

beforeAll(async () => {
  people = await everyRole();
  lead = await apiCaller();
  for (const key of [shop, cart]) await createSystem(people.lead, { key, name: key });
});

type Uploaded = { number: number; name: string; text: string; sha256: string };

async function upload(text: string, system = shop, kind = "benchmark"): Promise<Uploaded> {
  const name = `${freshKey("run")}.json`;
  const raw = new FormData();
  raw.append("kind", kind);
  raw.append("system", system);
  raw.append("file", new Blob([text]), name);
  const { status, json } = await lead.call("POST", "/test-runs", { raw });
  expect(status, JSON.stringify(json)).toBe(201);
  return { number: json.number, name, text, sha256: json.file.sha256 };
}

/** Ten repeats of a command around this many seconds. */
function hyperfine(seconds: number, shift = 0): string {
  const times = Array.from({ length: 10 }, (_, index) => seconds * (1 + ((index * 7 + shift) % 10) / 500));
  return JSON.stringify({
    results: [{ command: "sort", mean: seconds, stddev: 0.01, median: seconds, times }],
  });
}

test("two groups of runs get the verdict that their files get anywhere else, for every quantity", async () => {
  const before = [await upload(hyperfine(1)), await upload(hyperfine(1, 3))];
  const after = [await upload(hyperfine(0.6)), await upload(hyperfine(0.6, 3))];
  const query = `before=${before.map(({ number }) => number)}&after=${after.map(({ number }) => number)}`;
  const { status, json } = await lead.call("GET", `/test-runs/verdicts?${query}`);
  expect(status, JSON.stringify(json)).toBe(200);
  const [first] = json.items;
  expect(first).toMatchObject({ verdict: { outcome: "improved", grade: "samples" }, perhaps: false });
  expect(first.corrected).toBeLessThan(0.05);
  // Nothing but the run's own conditions is added: the same files, given by hand, say the same.
  const [byHand] = compareFiles({ before, after });
  const { environment: _own, seed: _seed, ...told } = first.verdict;
  const { environment: _theirs, seed: _other, ...expected } = JSON.parse(JSON.stringify(byHand));
  expect(told).toEqual(expected);
});

test("one run a side is reported, and never proven", async () => {
  const [before, after] = [
    await upload(example("wrk.txt")),
    await upload(example("wrk.txt").replaceAll("5.", "4.")),
  ];
  const { items } = await compareTestRuns(people.member, { before: [before.number], after: [after.number] });
  expect(items.length).toBeGreaterThan(2);
  for (const { verdict } of items)
    expect(verdict).toMatchObject({ outcome: "inconclusive", reason: "summary-only" });
});

test("runs of another system or kind, or under other conditions, are not comparable, which names the difference", async () => {
  const here = await upload(hyperfine(1));
  const there = await upload(hyperfine(0.6), cart, "load");
  const { items } = await compareTestRuns(people.lead, { before: [here.number], after: [there.number] });
  expect(items[0]?.verdict).toMatchObject({ outcome: "inconclusive", reason: "not-comparable" });
  expect(items[0]?.verdict.sentence).toContain(cart);
  const query = `before=${here.number}&after=${there.number}&override=${encodeURIComponent("The same code, moved.")}`;
  const overridden = await lead.call("GET", `/test-runs/verdicts?${query}`);
  expect(overridden.json.items[0].verdict.reason).not.toBe("not-comparable");
  expect(overridden.json.items[0].verdict.warnings).toContainEqual({
    code: "override",
    message: "Compared although conditions differ: The same code, moved.",
  });
  expect((await lead.call("GET", `/test-runs/verdicts?before=1&after=2&override=+`)).status).toBe(422);
});

test("series and counts of another system are not comparable either, and are compared for a reason", async () => {
  const series = (level: number) =>
    `time,latency_ms\n${Array.from({ length: 60 }, (_, i) => `${1_790_000_000 + i * 60},${level + ((i * 7) % 10)}`).join("\n")}\n`;
  const counts = (level: number) =>
    `errors\n${Array.from({ length: 9 }, (_, i) => level + (i % 4)).join("\n")}\n`;
  for (const file of [series, counts]) {
    const before = [(await upload(file(50), shop, "soak")).number];
    const after = [(await upload(file(20), cart, "soak")).number];
    const [first] = (await compareTestRuns(people.lead, { before, after })).items;
    expect(first?.verdict).toMatchObject({ outcome: "inconclusive", reason: "not-comparable" });
    expect(first?.verdict.sentence).toContain(`system was ${shop} before and ${cart} after`);
    const [again] = (await compareTestRuns(people.lead, { before, after, override: "Moved." })).items;
    expect(again?.verdict.reason).not.toBe("not-comparable");
    expect(again?.verdict.warnings.map(({ code }) => code)).toContain("override");
  }
});

test("a run on both sides, without a file, or unknown is refused by its number; so is a door without a key", async () => {
  const { number } = await upload(hyperfine(1));
  const noted = await lead.call("POST", "/test-runs", {
    body: { kind: "soak", system: shop, title: "Noted" },
  });
  const get = (before: unknown, after: unknown) =>
    lead.call("GET", `/test-runs/verdicts?before=${before}&after=${after}`);
  expect((await get(number, number)).json.errors[0].message).toContain(
    `Test run ${number} stands on both sides`,
  );
  expect((await get(number, noted.json.number)).json.errors[0].message).toContain("no result file");
  expect((await get(number, 999_999)).status).toBe(404);
  expect((await get(number, "x")).status).toBe(422);
  const writer = await apiCaller("lead", ["write"]);
  expect((await writer.call("GET", `/test-runs/verdicts?before=${number}&after=1`)).status).toBe(403);
});
