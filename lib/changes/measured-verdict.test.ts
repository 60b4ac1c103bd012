import { expect, it } from "vitest";
import { compareFiles } from "#lib/core/evidence/compare-files.ts";
import { example } from "#lib/core/formats/examples/example.ts";
import { measuredVerdict, type VerdictOptions } from "./measured-verdict.ts";

const side = (name: string, times: number) =>
  [1, 2, 3].map((run) => ({
    name: `${name}-${run}.txt`,
    text: example("wrk.txt").replace("8519.43", String(8519.43 * times + run)),
    sha256: `hash of ${name} ${run}`,
  }));
const files = { before: side("before", 1), after: side("after", 2) };
const options: VerdictOptions = {
  ...{ metric: "checkout.rate", label: "Checkouts a second", unit: "1/s", kind: "rate", better: "higher" },
  ...{ minimumEffect: 0.02, quantity: "throughput", format: null, column: null, select: null, order: null },
  ...{ beforePart: null, afterPart: null, override: null },
};

it("is the verdict and the fingerprint of the command line, for a metric with the usual smallest effect", () => {
  const [bare] = compareFiles({ ...files, metric: "throughput" });
  const { verdict } = measuredVerdict(files, options);
  expect({ ...verdict, sentence: "" }).toEqual({ ...bare, sentence: "" });
  expect(verdict.sentence).toContain("Checkouts a second");
});
