import type { ParsedFile } from "#lib/core/formats/parsed.ts";
import { faultyFile } from "./faults.ts";
import { isoTime } from "./iso-time.ts";
import type { RequestTally } from "./request-tally.ts";

/** The single requests of one vegeta attack. It keeps its own pace, so that the rate is what was asked for. */
export function vegetaFile(format: string, fileName: string, tally: RequestTally): ParsedFile {
  if (tally.count === 0) throw faultyFile(fileName, "there is no request in it.");
  const run = tally.run(fileName, isoTime(tally.startedAtMs));
  const hasSizes = run.quantities.some((one) => one.name === "response-size" && one.value !== 0);
  const quantities = run.quantities.filter(
    (one) => hasSizes || (one.name !== "response-size" && one.name !== "transfer"),
  );
  const rate = run.quantities.find((one) => one.name === "throughput")?.value ?? null;
  return {
    format,
    tool: "vegeta",
    version: null,
    runs: [{ ...run, quantities }],
    environment: { offeredRate: rate },
    warnings: [],
  };
}
