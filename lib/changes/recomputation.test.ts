import { describe, expect, it } from "vitest";
import { recomputationOf } from "#lib/changes/recomputation.ts";
import { compareFiles } from "#lib/core/evidence/compare-files.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";

const file = (name: string, values: number[]) => ({ name, text: `ms\n${values.join("\n")}\n`, sha256: name });
const [verdict] = compareFiles({
  before: [file("before.csv", [412, 405, 398, 420, 415])],
  after: [file("after.csv", [331, 326, 337, 329, 333])],
  better: "lower",
});
const text = (more: Partial<Verdict> = {}) => JSON.stringify({ ...verdict, engine: "8", ...more });

describe("a stored verdict computed again", () => {
  it("is the same, byte for byte", () => {
    expect(recomputationOf(text(), { verdict: text() }).found).toBe("same");
  });

  it("was changed where the same version gives another one", () => {
    const found = recomputationOf(text({ outcome: "unchanged" }), { verdict: text() });
    expect(found).toMatchObject({ found: "differs", sentence: expect.stringContaining("Tell an admin.") });
  });

  it("agrees where another version gives the same result, whatever its fingerprint", () => {
    const found = recomputationOf(text({ engine: "7", seed: "other" }), { verdict: text() });
    expect(found).toEqual({
      found: "agrees",
      sentence:
        "Version 7 of the engine made this verdict. Computed again just now from the stored files by version 8: the same result.",
    });
  });

  it("says what another version says, and that the stored one stays", () => {
    const stored = text({ engine: "7", sentence: "It rose.", outcome: "regressed" });
    const found = recomputationOf(stored, { verdict: text() });
    expect(found.found).toBe("other-engine");
    expect(found.sentence).toBe(
      `Version 7 of the engine made this verdict; version 8 says of the same files: ${verdict?.sentence} The stored one stays as it was decided; add the files again for a verdict of version 8.`,
    );
  });

  it("names what differs where the words are the same", () => {
    const stored = text({ engine: "7", warnings: [], smallestDetectable: 0.5 });
    expect(recomputationOf(stored, { verdict: text() }).sentence).toContain(
      "says the same in words, but differs in smallest detectable effect, warnings.",
    );
  });

  it("says where another version refuses the files", () => {
    const found = recomputationOf(text({ engine: "7" }), { engine: "8", refusal: "before.csv is empty." });
    expect(found.sentence).toContain(
      "version 8 gives none from the same files: before.csv is empty. The stored",
    );
  });
});
