import fc from "fast-check";
import { expect, test } from "vitest";
import { aboutOf, aboutOfPath, aboutText, linkKinds, refusalOfMerge } from "#lib/feedback/model.ts";
import { weighted } from "#lib/feedback/vote-tally.ts";

test("what a page says it is about is read, and nothing else", () => {
  expect(aboutOf("change:43")).toEqual({ kind: "change", key: "43" });
  expect(aboutOf("metric:portal.search.p95")).toEqual({ kind: "metric", key: "portal.search.p95" });
  expect(aboutOf("plan")).toEqual({ kind: "plan", key: "plan" });
  for (const text of ["", "change", "change:", "person:1", "javascript:alert(1)", undefined]) {
    expect(aboutOf(text)).toBeNull();
  }
});

test("what it is about survives the way through an address", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...linkKinds),
      fc.stringMatching(/^[a-z0-9][a-z0-9.:-]{0,30}$/),
      (kind, text) => {
        const about = { kind, key: kind === "plan" ? "plan" : text };
        expect(aboutOf(aboutText(about))).toEqual(about);
      },
    ),
  );
});

const entry = (number: number, mergedInto: number | null = null, hasMerged = false) => ({
  number,
  mergedInto,
  hasMerged,
});

test("a page is about what its path names, and a list or a form about nothing", () => {
  const about = (path: string) => {
    const found = aboutOfPath(path);
    return found && aboutText(found);
  };
  expect(about("/changes/43")).toBe("change:43");
  expect(about("/changes/43/edit")).toBe("change:43");
  expect(about("/metrics/portal.search.p95")).toBe("metric:portal.search.p95");
  expect(about("/roadmap/3")).toBe("roadmap-item:3");
  expect(about("/reviews/2026-Q3/walk")).toBe("review:2026-Q3");
  expect(about("/plan/conclusion")).toBe("plan");
  for (const path of ["/", "/changes", "/changes/new", "/metrics", "/feedback/12", "/settings/members"])
    expect(about(path), path).toBeNull();
});

test("a merge never makes a chain, and the refusal says what to do instead", () => {
  expect(refusalOfMerge(entry(1), entry(2))).toBeNull();
  expect(refusalOfMerge(entry(1), entry(2, null, true))).toBeNull();
  expect(refusalOfMerge(entry(1), entry(1))).toMatch(/itself/);
  expect(refusalOfMerge(entry(1, 3), entry(2))).toMatch(/merged into F-3 already/);
  expect(refusalOfMerge(entry(1), entry(2, 3))).toMatch(/Merge F-1 into F-3/);
  expect(refusalOfMerge(entry(1, null, true), entry(2))).toMatch(/Merge F-2 into it instead/);
});

test("weights change the weighted column, by role and by how much it matters", () => {
  const tally = { member: { voters: 3, importance: 7 }, executive: { voters: 1, importance: 2 } };
  expect(weighted(tally, {})).toBe(9);
  expect(weighted(tally, { executive: 5 })).toBe(17);
  expect(weighted(tally, { member: 0 })).toBe(2);
  expect(weighted({}, { member: 3 })).toBe(0);
});
