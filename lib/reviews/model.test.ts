import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nothingStated } from "#lib/changes/worth.ts";
import { canonicalJson } from "#lib/core/canonical-json.ts";
import { sha256 } from "#lib/core/statistics/sha256.ts";
import { calendarFile } from "#lib/reviews/calendar-file.ts";
import { comparisonOf, deltaInWords, senseOf } from "#lib/reviews/comparison.ts";
import {
  type DecisionContext,
  marks,
  refusalOfDecision,
  refusalOfSignature,
  type SigningContext,
} from "#lib/reviews/model.ts";
import { coreHash, type ReviewContent, totalsOf } from "#lib/reviews/review-content.ts";
import { type ChangeNow, changedSince, restatedSince } from "#lib/reviews/since-review.ts";
import { checkSeal, sealOf } from "#lib/reviews/snapshot.ts";

const decision: DecisionContext = {
  number: 46,
  status: "verified",
  outcome: "improved",
  gainLost: false,
  before: null,
  authorIds: ["lead"],
  deciderId: "reviewer",
  fourEyes: true,
};

describe("a decision", () => {
  test("is taken of somebody else, without a note when it follows the evidence", () => {
    for (const mark of ["keep", "follow-up", "measure-again", "open"] as const) {
      expect(refusalOfDecision(mark, "", decision)).toBeNull();
    }
  });

  test.each<[string, Partial<DecisionContext>, "keep" | "roll-back" | "open", RegExp | null]>([
    ["of the author", { deciderId: "lead" }, "keep", /is yours/],
    ["of the author where the policy is off", { deciderId: "lead", fourEyes: false }, "keep", null],
    ["of the author, only marking it as open", { deciderId: "lead" }, "open", null],
    ["to keep what got worse", { outcome: "regressed" }, "keep", /got worse. Say why/],
    ["to keep what got worse and is undone", { outcome: "regressed", status: "rolled-back" }, "keep", null],
    ["to roll back what got better", {}, "roll-back", /got better. Say why/],
    ["to keep what lost its gain", { gainLost: true }, "keep", /gain of C-46 is lost. Say why/],
    ["to roll back what lost its gain", { gainLost: true }, "roll-back", null],
    ["to keep what lost its gain and is undone", { gainLost: true, status: "rolled-back" }, "keep", null],
    ["of a changed mind", { before: "follow-up" }, "keep", /follow it up. Say why that changes/],
    ["said twice", { before: "keep" }, "keep", null],
    ["about what was open", { before: "open" }, "keep", null],
  ])("%s", (_, context, mark, expected) => {
    const refusal = refusalOfDecision(mark, " ", { ...decision, ...context });
    if (expected) expect(refusal).toMatch(expected);
    else expect(refusal).toBeNull();
    if (!context.deciderId) {
      expect(refusalOfDecision(mark, "Because.", { ...decision, ...context })).toBeNull();
    }
  });

  test("with a note is refused for nothing but four eyes", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...marks),
        fc.constantFrom(...marks, null),
        fc.boolean(),
        (mark, before, own) => {
          const context = { ...decision, before, deciderId: own ? "lead" : "reviewer" };
          expect(refusalOfDecision(mark, "Why.", context) !== null).toBe(own && mark !== "open");
        },
      ),
    );
  });
});

describe("a signature", () => {
  const signing: SigningContext = {
    sealed: false,
    unmarked: 0,
    endsAt: new Date("2026-04-01"),
    now: new Date("2026-04-05"),
    signedAlready: false,
  };
  test.each<[string, Partial<SigningContext>, RegExp | null]>([
    ["is taken when everything is marked", {}, null],
    ["is refused for a sealed review", { sealed: true }, /reopen it with a reason/],
    ["is refused while changes are unmarked", { unmarked: 1 }, /^1 change has neither/],
    ["is refused while the quarter lasts", { now: new Date("2026-03-31T23:59:59Z") }, /not over/],
    ["is taken at the very end of the quarter", { now: new Date("2026-04-01") }, null],
    ["is refused twice", { signedAlready: true }, /signed this already/],
  ])("%s", (_, context, expected) => {
    const refusal = refusalOfSignature({ ...signing, ...context });
    if (expected) expect(refusal).toMatch(expected);
    else expect(refusal).toBeNull();
  });
});

test("a comparison counts groups and never adds effects up", () => {
  const tallies = (improved: number, regressed: number) => [
    { status: "verified", outcome: "improved", count: improved, results: improved },
    { status: "rolled-back", outcome: "regressed", count: regressed, results: regressed },
  ];
  const quarter = (label: string, improved: number, regressed: number, met: number) => ({
    label,
    tallies: tallies(improved, regressed),
    predictions: { met, stated: 9 },
  });
  const { counts } = comparisonOf(
    { now: quarter("Q3", 7, 1, 6), before: quarter("Q2", 4, 2, 3), yearBefore: quarter("Q3", 0, 0, 0) },
    [],
  );
  const row = (name: string) => counts.find((one) => one.name === name);
  expect(row("Changes")).toMatchObject({ now: 8, before: 6, yearBefore: 0 });
  expect(row("Proven improvements")).toMatchObject({ now: 7, before: 4, moreIs: "better" });
  expect(row("Proven regressions")).toMatchObject({ now: 1, before: 2, moreIs: "worse" });
  expect(row("Predictions met")).toMatchObject({ now: 6, of: { now: 9 } });
  const shared = [{ status: "verified", outcome: "improved", count: 3, results: 1 }];
  const one = { ...quarter("Q3", 0, 0, 0), tallies: shared };
  expect(comparisonOf({ now: one, before: one, yearBefore: one }, []).counts.map((each) => each.now)).toEqual(
    [...[3, 1, 0, 0, 0, 0, 0]],
  );
  const undone = { ...one, tallies: [{ status: "rolled-back", outcome: "improved", count: 2, results: 0 }] };
  const back = comparisonOf({ now: undone, before: one, yearBefore: one }, []).counts;
  expect(back.find(({ name }) => name === "Rolled back or abandoned")?.now).toBe(2);
});

test("better and worse follow what is better, not the sign", () => {
  expect(senseOf(90, 100, "lower")).toBe("better");
  expect(senseOf(90, 100, "higher")).toBe("worse");
  expect(senseOf(90, 90, "lower")).toBeNull();
  expect(senseOf(null, 90, "lower")).toBeNull();
});

test("a value's way from one quarter to another has its sign, its unit and its meaning", () => {
  const time = { unit: "ms", better: "lower" } as const;
  const said = (...input: Parameters<typeof deltaInWords>) =>
    deltaInWords(...input)?.replaceAll("\u00a0", " ");
  expect(said(1_200, 1_320, time)).toBe("−120 ms, better");
  expect(said(1_320, 1_200, time)).toBe("+120 ms, worse");
  expect(said(0.999, 0.995, { unit: "ratio", better: "higher" })).toBe("+0.4 points, better");
  expect(said(90, 90, time)).toBe("no change");
  expect(deltaInWords(null, 90, time)).toBeNull();
  expect(deltaInWords(90, null, time)).toBeNull();
});

const content: ReviewContent = {
  format: "optimization-portal/review/1",
  organisation: "SayPro",
  quarter: "2026-Q1",
  version: 1,
  reason: null,
  period: { from: "2026-01-01T00:00:00.000Z", to: "2026-04-01T00:00:00.000Z", timeZone: "UTC" },
  policy: { signers: 2, fourEyes: true, dueDays: 14 },
  simulated: false,
  changes: [
    {
      ...{ number: 1, title: "Index", area: "database", practice: "indexing", system: "portal" },
      ...{ status: "verified", statusReason: null, overridden: false, outcome: "improved" },
      ...{ appliedAt: "2026-02-01T00:00:00.000Z", owner: "Ann", carriedFrom: null, prediction: null },
      primary: null,
      measurements: [],
      decision: { decision: "keep", note: "", by: "Nomsa", at: "2026-04-02T00:00:00.000Z" },
      earlierDecisions: [],
    },
  ],
  actions: [],
  comments: [],
  agenda: [],
  comparison: { quarters: { now: "", before: "", yearBefore: "" }, counts: [], targets: [] },
};

describe("a seal", () => {
  const signatures = [
    { name: "Nomsa", role: "reviewer", proof: "password", signedAt: "2026-04-05T00:00:00.000Z" },
  ];
  const seal = sealOf({ content, signatures, audit: { position: 7 }, sealedAt: "2026-04-05T00:00:00.000Z" });

  test("is the same for the same content, and holds", () => {
    const again = sealOf({
      sealedAt: "2026-04-05T00:00:00.000Z",
      audit: { position: 7 },
      signatures,
      content,
    });
    expect(again).toEqual(seal);
    expect(checkSeal(seal, null).every((check) => check.holds)).toBe(true);
    expect(totalsOf(content)).toEqual({ changes: 1, measurements: 0, files: 0 });
  });

  test("breaks with any byte of it", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: seal.json.length - 1 }),
        fc.constantFrom("x", "0", " ", '"', "{"),
        (at, letter) => {
          const json = seal.json.slice(0, at) + letter + seal.json.slice(at + 1);
          fc.pre(json !== seal.json);
          expect(checkSeal({ ...seal, json }, null).some((check) => !check.holds)).toBe(true);
        },
      ),
    );
  });

  test("is held against what else is kept", () => {
    const witnesses = {
      quarter: "2026-Q1",
      version: 1,
      signatures: [{ name: "Nomsa", contentSha256: JSON.parse(seal.json).contentSha256 }],
      audit: { action: "review.sign", sealedHash: seal.sha256 },
    };
    expect(checkSeal(seal, witnesses).every((check) => check.holds)).toBe(true);
    const broken = (more: Partial<typeof witnesses>) =>
      checkSeal(seal, { ...witnesses, ...more }).filter((check) => !check.holds).length;
    expect(broken({ version: 2 })).toBe(1);
    expect(broken({ signatures: [] })).toBe(1);
    expect(broken({ audit: { action: "change.edit", sealedHash: "0".repeat(64) } })).toBe(2);
  });
});

test("what changed since is said field by field", () => {
  const now: ChangeNow = {
    number: 1,
    title: "Index",
    status: "rolled-back",
    outcome: "improved",
    appliedAt: "2026-02-01T00:00:00.000Z",
    owner: null,
    team: null,
    worth: { ...nothingStated, savingBasis: null },
    measurements: 0,
    primary: null,
  };
  expect(changedSince(content.changes, [now])).toEqual([
    { number: 1, title: "Index", what: ["is now rolled back, was verified", "is now owned by nobody"] },
  ]);
  const regrouped: ChangeNow = { ...now, team: "Payments", worth: { ...now.worth, effortDays: "2.00" } };
  expect(changedSince(content.changes, [regrouped])[0]?.what.slice(2)).toEqual([
    "now belongs to Payments",
    "states something else about what it cost or saves",
  ]);
  expect(changedSince(content.changes, [])).toEqual([
    { number: 1, title: "Index", what: ["is no longer in this quarter"] },
  ]);
});

test("what is stated otherwise since is said with the rest", () => {
  const stated = { words: "Steadier.", reason: "No outage.", by: "Nomsa", at: "2026-04-03T08:00:00.000Z" };
  const again = { ...stated, words: "Quicker.", by: "Lerato", at: "2026-05-03T08:00:00.000Z" };
  const what = (...given: Parameters<typeof restatedSince>) => restatedSince(...given)[0]?.what;
  expect(restatedSince([], null)).toEqual([]);
  expect(restatedSince([stated], stated)).toEqual([]);
  expect(restatedSince([{ ...stated, words: null }, stated], null)).toEqual([]);
  expect(what([], again)).toEqual(["is now stated by Lerato: “Quicker.”"]);
  expect(what([stated], again)).toEqual(["is now stated by Lerato: “Quicker.”"]);
  expect(what([stated], null)).toEqual(["what was stated is taken back"]);
});

test("what was being signed before anybody stated anything stays what it was", () => {
  const { changes, actions } = content;
  const core = { changes, actions, policy: content.policy };
  const stated = { words: "Steadier.", reason: "No outage.", by: "Nomsa", at: "2026-04-03T08:00:00.000Z" };
  const before = coreHash(core);
  expect(before).toBe(sha256(canonicalJson(core)));
  expect(coreHash({ ...core, statements: [stated] })).not.toBe(before);
});

test("a calendar file has whole-day events in lines that every reader takes", () => {
  const text = calendarFile(
    "SayPro; Reviews, and more with a name so long that its line has to be folded somewhere: é",
    [
      {
        quarter: "2026-Q1",
        day: new Date("2026-04-13T22:00:00Z"),
        timeZone: "Africa/Johannesburg",
        period: "1 Jan to 31 Mar 2026",
        url: "https://portal.example/reviews/2026-Q1",
      },
    ],
    new Date("2026-03-01T10:00:00.123Z"),
  );
  expect(text).toContain("UID:review-2026-Q1@portal.example\r\nDTSTAMP:20260301T100000Z\r\n");
  expect(text).toContain("DTSTART;VALUE=DATE:20260414\r\nDTEND;VALUE=DATE:20260415\r\n");
  expect(text).toContain("SUMMARY:Review of the first quarter 2026\r\n");
  expect(text).toContain("X-WR-CALNAME:SayPro\\; Reviews\\,");
  for (const line of text.split("\r\n"))
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(text.replaceAll("\r\n ", "")).toContain("folded somewhere: é reviews");
});
