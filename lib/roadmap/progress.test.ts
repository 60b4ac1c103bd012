import { expect, test } from "vitest";
import type { ShownOutcome, Status } from "#lib/changes/model.ts";
import { progressInWords, progressOf } from "#lib/roadmap/progress.ts";

const change = (status: Status, outcome: ShownOutcome = "none") => ({ status, outcome });

test.each([
  ["planned", "nothing is linked", []],
  ["planned", "all of it waits", [change("planned"), change("in-progress"), change("draft")]],
  ["planned", "given up before it was tried", [change("abandoned")]],
  ["measuring", "one is applied", [change("applied")]],
  ["measuring", "one proven, one waits", [change("verified", "improved"), change("planned")]],
  ["measuring", "one proven, one is being measured", [change("verified", "improved"), change("measuring")]],
  ["proven", "the only one", [change("verified", "improved")]],
  ["proven", "one better, one unchanged", [change("verified", "improved"), change("measuring", "unchanged")]],
  [
    "proven",
    "what failed was taken back",
    [change("verified", "improved"), change("rolled-back", "regressed")],
  ],
  ["not-proven", "one better, one worse", [change("verified", "improved"), change("measuring", "regressed")]],
  ["not-proven", "nothing can be told", [change("measuring", "inconclusive")]],
  ["not-proven", "reported only", [change("measuring", "reported")]],
  ["not-proven", "marked verified by a person", [change("verified", "inconclusive")]],
  ["not-proven", "all was taken back", [change("rolled-back", "improved")]],
] as const)("%s: %s", (progress, _, changes) => {
  expect(progressOf([...changes])).toBe(progress);
});

test("says how far it is", () => {
  expect(progressInWords([])).toBe("Planned");
  expect(progressInWords([change("verified", "improved"), change("applied")])).toBe("1 of 2 proven so far");
  expect(progressInWords([change("measuring", "regressed"), change("measuring", "inconclusive")])).toBe(
    "Not proven: one regressed and one inconclusive",
  );
  expect(progressInWords([change("rolled-back", "regressed")])).toBe("Not proven: taken back");
});
