import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readingInShort } from "#lib/plan/reading/plan-reading.ts";
import { readPlanFile } from "#lib/plan/reading/read-plan-file.ts";

const folder = new URL("examples/", import.meta.url);
const documents = readdirSync(folder).filter((name) => !name.endsWith(".json"));

/**
 * Plan documents of different kinds, each with what a person finds in it: six written down before there was a reader; contoso,
 * globex and the source document were read first and then checked by eye.
 */
describe.each(documents)("%s", (name) => {
  const expected = JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
  const read = () => readPlanFile({ name, bytes: readFileSync(new URL(name, folder)) });

  it("has these changes, each in its area and practice", async () => {
    expect(readingInShort(await read()).changes).toEqual(expected.changes);
  });

  it("claims these results", async () => {
    const results = (await read()).results.map(({ metric, from, to, relative, line }) => ({
      metric,
      from,
      to,
      relative,
      line,
    }));
    expect(results).toEqual(expected.results);
  });

  it("hands back what is no part of a plan", async () => {
    expect((await read()).notUnderstood.map(({ line }) => line)).toEqual(expected.notUnderstood);
  });
});
