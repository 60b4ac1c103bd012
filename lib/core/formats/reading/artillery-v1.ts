import type { LoadSummary } from "./load-summary.ts";

/** What version 1 of artillery says of a test, in its JSON and in its printed text alike. Times are ms. */
export type FirstArtillery = {
  latency: Record<string, number | null>;
  /** Answers by status, and requests without an answer by the reason. */
  codes: Record<string, number>;
  errors: Record<string, number>;
  /** Requests sent in a second, answered or not. */
  perSecond: number | null;
  /** When the report was written, in ms since 1970. */
  endedAt: number | null;
};

export function firstLoad(said: FirstArtillery): LoadSummary & { startedAtMs: number | null } {
  const answered = sumOf(Object.values(said.codes));
  const unanswered = sumOf(Object.values(said.errors));
  const bad = Object.entries(said.codes).filter(([code]) => /^[145]/.test(code));
  const requests = answered + unanswered;
  const { perSecond, latency } = said;
  const seconds = perSecond ? requests / perSecond : null;
  return {
    startedAtMs: said.endedAt === null || seconds === null ? null : said.endedAt - seconds * 1000,
    latencyMs: { p50: latency.median ?? latency.p50, ...shown(latency) },
    answers: answered,
    requests,
    errors: sumOf(bad.map(([, count]) => count)) + unanswered,
    perSecond: perSecond === null || requests === 0 ? null : (perSecond * answered) / requests,
  };
}

function shown(latency: FirstArtillery["latency"]): LoadSummary["latencyMs"] {
  const ends = ["mean", "p75", "p90", "p95", "p99", "max"];
  return Object.fromEntries(ends.map((end) => [end, latency[end] ?? null]));
}

function sumOf(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
