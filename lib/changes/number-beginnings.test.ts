import { describe, expect, it } from "vitest";
import { numberBeginnings } from "#lib/changes/number-beginnings.ts";

describe("what a searched word says of the beginnings of numbers", () => {
  it.each([
    ["ops-4711", ["4711"], "its end is open: OPS-47110 has it too"],
    ["ops-4711.", ["4711."], "its end is said"],
    ["(2025-11-30)", ["2025.", "11.", "30."], "each number"],
    ["commit:9f86d081884c7d65", ["9f86d081884c"], "a beginning of twelve characters is enough"],
    ["v1.250", ["250"], "of v1 nobody says that nothing stands before it"],
  ])("%s: %j, %s", (word, beginnings) => {
    expect(numberBeginnings(word)).toEqual(beginnings);
  });

  it.each([
    ["4711", "it may be a part of 147112"],
    ["4711.", "what stands before it is open"],
    ["connection-pool", "words are for the trigrams"],
    ["os-7", "one digit tells nothing apart"],
  ])("nothing of %s: %s", (word) => {
    expect(numberBeginnings(word)).toEqual([]);
  });
});
