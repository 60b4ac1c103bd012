import { expect, test } from "vitest";
import { letterRuns } from "#lib/changes/letter-runs.ts";

test.each([
  ["cache", ["cache"]],
  ["pool.size", ["pool", "size"]],
  ["ops-4711", ["ops"]],
  ["i18n", []],
  ["größe", ["größe"]],
  ["検索速度", ["検索速度"]],
  ["%_\\", []],
])("of %s", (word, runs) => {
  expect(letterRuns(word)).toEqual(runs);
});
