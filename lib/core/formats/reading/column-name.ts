import type { Quantity } from "#lib/core/formats/parsed.ts";
import type { Better, MetricKind } from "#lib/core/statistics/verdict.ts";

type Meaning = Pick<Quantity, "unit" | "kind" | "better">;

/** What the name of a plain column tells about it. Where it tells nothing, the direction stays `null`. */
export function columnMeaning(name: string): Meaning {
  const words = wordsOf(name);
  const unit = unitOf(words, name);
  const guess = guesses.find(([pattern]) => words.some((word) => pattern.test(word)));
  if (guess) return { unit: unit ?? "", kind: guess[1], better: guess[2] };
  if (unit && timeUnits.has(unit)) return { unit, kind: "duration", better: "lower" };
  return { unit: unit ?? "", kind: "count", better: null };
}

const timeUnits = new Set(["ns", "us", "ms", "s", "min", "h"]);

const units = new Map(
  Object.entries({
    ns: "ns",
    nanoseconds: "ns",
    us: "us",
    µs: "us",
    μs: "us",
    microseconds: "us",
    ms: "ms",
    msec: "ms",
    millis: "ms",
    milliseconds: "ms",
    s: "s",
    sec: "s",
    secs: "s",
    seconds: "s",
    minutes: "min",
    bytes: "bytes",
    kb: "kB",
    kib: "KiB",
    mb: "MB",
    mib: "MiB",
    gb: "GB",
    gib: "GiB",
    percent: "%",
    pct: "%",
    "%": "%",
    rps: "1/s",
    qps: "1/s",
    tps: "1/s",
  }),
);

const errorWord = /^(errors?|failures?|failed|timeouts?)$/;

/** A column that says of each run how much of it failed. */
export function isErrorName(name: string): boolean {
  return wordsOf(name).some((word) => errorWord.test(word));
}

const guesses: [RegExp, MetricKind, Better][] = [
  [/^(availability|uptime|success|hits?|hitrate)$/, "ratio", "higher"],
  [errorWord, "ratio", "lower"],
  [/^(throughput|rps|qps|tps|ops|goodput)$/, "rate", "higher"],
  [/^(latency|duration|elapsed|response|time|lcp|fcp|tbt|ttfb)$/, "duration", "lower"],
  [/^p\d{2,4}$/, "duration", "lower"],
  [/^(score)$/, "score", "higher"],
  [/^(memory|rss|heap|size)$/, "size", "lower"],
];

/** `latencyP95_ms`, `Latency p95 (ms)` and `latency-p95[ms]` have the same words. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9%µμ]+/)
    .filter((word) => word !== "");
}

/** A unit stands last, or in brackets: `elapsed_s`, `size (MB)`; a name of one letter is a name. */
function unitOf(words: string[], name: string): string | null {
  const inBrackets = /[([]\s*([^)\]]+?)\s*[)\]]/.exec(name)?.[1]?.toLowerCase();
  const bracketed = inBrackets && units.get(inBrackets);
  if (bracketed) return bracketed;
  const last = words.at(-1);
  if (!last || (words.length === 1 && last.length === 1)) return null;
  return units.get(last) ?? null;
}
