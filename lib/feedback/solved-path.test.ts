import { expect, test } from "vitest";
import { questionAt, solvedPath } from "#lib/feedback/solved-path.ts";

test("what a path asks is read from it, and from no other", () => {
  const question = { number: 12, change: 43 };
  expect(questionAt(solvedPath(question))).toEqual(question);
  for (const path of [
    "/feedback/12",
    "/feedback/12#solved",
    "/changes/43",
    "/x/feedback/12?change=43#solved",
  ]) {
    expect(questionAt(path), path).toBeNull();
  }
});
