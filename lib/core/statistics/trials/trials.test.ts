import { describe, expect, it } from "vitest";
import { eventTrials } from "./event-trials.ts";
import { sampleTrials } from "./sample-trials.ts";
import { isMet, runTrial } from "./trial.ts";
import { windowTrials } from "./window-trials.ts";

/** The starred rows of the evaluation, with 2,000 replicates; `npm run bench -- verdicts` runs all of them with more. */
const replicates = 2000;
const starred = [...windowTrials, ...sampleTrials, ...eventTrials].filter((trial) => trial.starred);

describe("error rates of the engine, by simulation", () => {
  it("cover the rows that are held", () => {
    const rows = new Set(starred.map(({ row }) => row));
    expect([...rows]).toEqual(["2", "3", "4", "6", "8", "9", "10", "12", "13"]);
  });

  it.each(starred.map((trial) => [`${trial.row}: ${trial.name}`, trial] as const))(
    "%s",
    (_, trial) => {
      const result = runTrial(trial, replicates);
      expect({ rate: result.rates.ours, met: isMet(result) }).toEqual({ rate: result.rates.ours, met: true });
    },
    300_000,
  );
});
