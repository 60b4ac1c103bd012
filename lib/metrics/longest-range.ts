/**
 * The longest range in a query, in seconds: a point of `rate(x[5m])` looks five minutes back, so that long after a change
 * a point still mixes before and after.
 */
export function longestRange(query: string): number {
  const ranges = query.matchAll(/\[\s*((?:\d+(?:ms|[smhdwy]))+)\s*(?::[^\]]*)?\]/g);
  return Math.max(0, ...[...ranges].map(([, text = ""]) => secondsOf(text)));
}

function secondsOf(text: string): number {
  const parts = text.matchAll(/(\d+)(ms|[smhdwy])/g);
  return [...parts].reduce((sum, [, count, unit = "s"]) => sum + Number(count) * (unitSeconds[unit] ?? 0), 0);
}

const unitSeconds: Record<string, number> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};
