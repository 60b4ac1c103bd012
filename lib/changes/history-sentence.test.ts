import { expect, test } from "vitest";
import { historySentence } from "#lib/changes/history-sentence.ts";

const by = "Thandi Mokoena";

test("tells what happened to a change in plain sentences", () => {
  expect(historySentence({ by, action: "change.record", data: { status: "in-progress" } })).toBe(
    "Thandi Mokoena recorded the change as in progress.",
  );
  expect(
    historySentence({
      by,
      action: "change.move",
      data: { from: "applied", to: "rolled-back", reason: "Slower." },
    }),
  ).toBe("Thandi Mokoena moved it from applied to rolled back: Slower.");
  expect(
    historySentence({
      by,
      action: "change.edit",
      data: { changed: { title: {}, rolloutStart: {}, rolloutEnd: {} }, afterResults: true },
    }),
  ).toBe("Thandi Mokoena edited the title and the roll-out, after results were in.");
  expect(
    historySentence({
      by,
      action: "change.measure",
      data: { outcome: "improved", reason: null, to: "verified" },
    }),
  ).toBe("Thandi Mokoena added evidence. Verdict: improved. Status became verified.");
  expect(
    historySentence({
      by,
      action: "change.measure",
      data: { outcome: "inconclusive", reason: "summary-only" },
    }),
  ).toBe("Thandi Mokoena added evidence. Verdict: reported.");
});
