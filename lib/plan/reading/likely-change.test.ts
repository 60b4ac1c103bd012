import { expect, it } from "vitest";
import { likelyChange } from "#lib/plan/reading/likely-change.ts";
import type { ReadChange } from "#lib/plan/reading/plan-reading.ts";
import { systemSpokenOf } from "#lib/plan/reading/system-spoken-of.ts";

const change = (line: number, title: string, some: Partial<ReadChange> = {}): ReadChange => ({
  ...{ line, title, area: "database", practice: null, details: [], system: null, appliedOn: null },
  ...some,
});

it("puts a claim beside the change it stands under, else the one that shares its words, else none", () => {
  const changes = [
    change(4, "Rewrote slow queries"),
    change(5, "Raised the heap"),
    change(6, "Cached images on pages"),
  ];
  const claim = (metric: string | null, line = 20, ofChange: number | null = null) =>
    likelyChange({ text: "", metric, line, ofChange }, changes);
  expect(claim("anything", 20, 5)).toBe(5);
  expect(claim("anything", 4)).toBe(4);
  expect(claim("database query times")).toBe(4);
  expect(claim("page load times")).toBe(6);
  expect(claim("system uptime")).toBeNull();
  expect(claim(null)).toBeNull();
  expect(
    likelyChange({ text: "", metric: "query time", line: 9 }, [...changes, change(7, "Refined queries")]),
  ).toBeNull();
});

it("finds the one system that a change names, and none where it names two", () => {
  const systems = [
    { key: "user-portal", name: "User portal" },
    { key: "royalty", name: "Royalty calculation" },
  ];
  expect(systemSpokenOf(change(1, "Sped up royalty calculations"), systems)).toBe("royalty");
  expect(systemSpokenOf(change(1, "x", { system: "user portal" }), systems)).toBe("user-portal");
  expect(systemSpokenOf(change(1, "The user portal shows royalty calculations"), systems)).toBeNull();
  expect(systemSpokenOf(change(1, "Added an index"), systems)).toBeNull();
});
