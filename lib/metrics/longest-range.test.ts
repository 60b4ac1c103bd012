import { expect, test } from "vitest";
import { longestRange } from "./longest-range.ts";

test.each([
  ["up", 0],
  ["rate(requests_total[5m])", 300],
  ['histogram_quantile(0.95, sum by (le) (rate(x_bucket{app="a"}[30s]))) / rate(y[1h30m])', 5_400],
  ["max_over_time(rate(x[1m])[2h:5m])", 7_200],
  ['up{path="[5m"}', 0],
])("%s looks back %d seconds", (query, seconds) => {
  expect(longestRange(query)).toBe(seconds);
});
