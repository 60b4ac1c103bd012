import { expect, it } from "vitest";
import { example } from "#lib/core/formats/examples/example.ts";
import { previewFile } from "./preview-file.ts";

it("says what a file is and what is in it", () => {
  const preview = previewFile({ name: "hey.csv", text: example("hey-2-clients.csv") });
  expect(preview).toMatchObject({
    format: "hey-csv",
    tool: "hey",
    version: null,
    runs: 1,
    environment: { concurrency: 2 },
    warnings: [],
  });
  expect(preview.metrics[0]).toEqual({ name: "latency.mean", unit: "ms", n: 300 });
});

it("adds up the values of the runs in a file", () => {
  const preview = previewFile({ name: "both.json", text: example("hyperfine-two-commands.json") });
  expect(preview).toMatchObject({
    runs: 2,
    metrics: [{ name: "time.mean", unit: "s", n: 20 }, { name: "time.p50" }],
  });
});
