import { expect, test } from "vitest";
import {
  lacksReason,
  type MoveContext,
  movesFrom,
  predictionResult,
  recordedLateDays,
  refusalOfMove,
  statusAfterVerdict,
} from "#lib/changes/model.ts";

const nothing: MoveContext = { outcome: "none", hasMeasurement: false, mayOverride: false };

test("a change moves forward, and a published one never becomes a draft again", () => {
  expect(movesFrom("draft")).toContain("planned");
  expect(movesFrom("planned")).not.toContain("draft");
  expect(refusalOfMove({ from: "planned", to: "in-progress", reason: null }, nothing)).toBeNull();
});

test("rolling back or abandoning needs a reason", () => {
  expect(refusalOfMove({ from: "applied", to: "rolled-back", reason: null }, nothing)).toMatch(/Say why/);
  expect(refusalOfMove({ from: "applied", to: "rolled-back", reason: "Slower" }, nothing)).toBeNull();
  expect(refusalOfMove({ from: "draft", to: "abandoned", reason: null }, nothing)).toMatch(/Say why/);
});

test("verified needs the verdict improved, or a reviewer with a reason", () => {
  const move = { from: "measuring", to: "verified", reason: null } as const;
  expect(refusalOfMove(move, { ...nothing, outcome: "improved" })).toBeNull();
  expect(refusalOfMove(move, { ...nothing, outcome: "unchanged" })).toMatch(/A reviewer may override/);
  expect(refusalOfMove(move, { ...nothing, outcome: "reported", mayOverride: true })).toMatch(
    /give a reason/,
  );
  expect(refusalOfMove({ ...move, reason: "Seen in billing" }, { ...nothing, mayOverride: true })).toBeNull();
});

test("a move that lacks nothing but its reason is told from one that is not allowed", () => {
  const ended = { from: "applied", to: "rolled-back", reason: null } as const;
  expect(lacksReason(ended, nothing)).toBe(true);
  expect(lacksReason({ ...ended, reason: "Slower" }, nothing)).toBe(false);
  const verified = { from: "applied", to: "verified", reason: null } as const;
  expect(lacksReason(verified, { ...nothing, mayOverride: true })).toBe(true);
  expect(lacksReason(verified, nothing)).toBe(false);
  expect(lacksReason({ ...verified, from: "draft", to: "measuring" }, nothing)).toBe(false);
});

test("only an applied change is measured", () => {
  expect(refusalOfMove({ from: "planned", to: "measuring", reason: null }, nothing)).toMatch(/applied first/);
});

test("a verdict moves the status, except where people have ended or overridden it", () => {
  expect(statusAfterVerdict("applied", "improved", false)).toBe("verified");
  expect(statusAfterVerdict("verified", "regressed", false)).toBe("measuring");
  expect(statusAfterVerdict("verified", "regressed", true)).toBe("verified");
  expect(statusAfterVerdict("rolled-back", "improved", false)).toBe("rolled-back");
});

test("a prediction of a fall by 20 to 40 % is met, exceeded or missed", () => {
  const prediction = { low: -0.4, high: -0.2 };
  const by = (relative: number | null) => ({ outcome: "improved" as const, effect: { relative } });
  expect(predictionResult(prediction, by(-0.3))).toBe("met");
  expect(predictionResult(prediction, by(-0.5))).toBe("above");
  expect(predictionResult(prediction, by(-0.05))).toBe("below");
  expect(predictionResult(prediction, by(null))).toBe("not-provable");
  expect(predictionResult({ low: 0.1, high: 0.3 }, by(0.5))).toBe("above");
});

test("the record shows how late it was written", () => {
  const applied = new Date("2026-01-01T00:00:00Z");
  expect(recordedLateDays(applied, new Date("2026-02-11T05:00:00Z"))).toBe(41);
  expect(recordedLateDays(applied, new Date("2026-01-01T20:00:00Z"))).toBeNull();
  expect(recordedLateDays(null, applied)).toBeNull();
});
