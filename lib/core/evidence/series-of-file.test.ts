import { expect, test } from "vitest";
import { example } from "#lib/core/formats/examples/example.ts";
import { chosenSeries, seriesOfFile } from "./series-of-file.ts";

const probes = { name: "probes.csv", text: example("probes.csv"), sha256: "x" };

test("a probe log is about its availability, wherever a series of it is read", () => {
  const points = seriesOfFile(probes, {});
  expect(points.length).toBeGreaterThan(10);
  expect(points.every(({ value }) => value === 0 || value === 1)).toBe(true);
  const times = seriesOfFile(probes, { metric: "latency" });
  expect(times.some(({ value }) => (value ?? 0) > 1)).toBe(true);
});

test("the one asked for is taken, however it is written; of several without a main one none is guessed", () => {
  expect(chosenSeries(["p95", "cpu"], " P95 ", "x.csv")).toBe("p95");
  expect(chosenSeries(["value"], "latency", "x.csv")).toBe("value");
  expect(() => chosenSeries(["p95", "cpu"], undefined, "x.csv")).toThrow(/several series \(“p95”, “cpu”\)/);
  expect(() => chosenSeries(["p95"], "cpu", "x.csv")).toThrow(/no series “cpu”, but “p95”/);
  expect(() => chosenSeries([], undefined, "x.csv")).toThrow(/no time series/);
});
