import { expect, test } from "vitest";
import { chosenReading, noChoices } from "./reading-choices.ts";

test("nothing said leaves everything to the files", () => {
  expect(chosenReading(noChoices)).toEqual({ reading: {}, faults: {} });
});

test("what is said is handed on", () => {
  const { reading, faults } = chosenReading({
    order: "interleaved",
    better: "higher",
    beforePart: " 0 ",
    afterPart: "1",
    select: "queryid=42, instance=a:9090",
    override: " same machine, new kernel ",
  });
  expect(faults).toEqual({});
  expect(reading).toEqual({
    order: "interleaved",
    better: "higher",
    beforePart: 0,
    afterPart: 1,
    select: { queryid: "42", instance: "a:9090" },
    override: { reason: "same machine, new kernel" },
  });
});

test("a part that is no number and a choice that is no pair are named", () => {
  const { faults } = chosenReading({ ...noChoices, afterPart: "second", select: "queryid" });
  expect(Object.keys(faults).toSorted()).toEqual(["afterPart", "select"]);
});
