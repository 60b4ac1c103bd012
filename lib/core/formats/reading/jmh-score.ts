const seconds: Record<string, number> = {
  ns: 1e-9,
  us: 1e-6,
  ms: 1e-3,
  s: 1,
  min: 60,
  m: 60,
  hr: 3600,
  day: 86_400,
};

/** `us/op` in seconds, `ops/ms` in operations a second; `null` for another unit. */
export function jmhScale(unit: string): { name: "time.mean" | "throughput"; factor: number } | null {
  const time = /^([a-zμµ]+)\/op$/.exec(unit)?.[1]?.replace(/^[μµ]/, "u");
  if (time !== undefined && Object.hasOwn(seconds, time))
    return { name: "time.mean", factor: seconds[time] ?? 1 };
  const rate = /^ops\/([a-zμµ]+)$/.exec(unit)?.[1]?.replace(/^[μµ]/, "u");
  if (rate !== undefined && Object.hasOwn(seconds, rate))
    return { name: "throughput", factor: 1 / (seconds[rate] ?? 1) };
  return null;
}

/** `com.acme.SortBench.sort` reads `SortBench.sort`; parameters tell its variants apart. */
export function jmhName(full: string, params: readonly (readonly [string, string])[]): string {
  const name = full.split(".").slice(-2).join(".");
  return params.length === 0 ? name : `${name}(${params.map((pair) => pair.join("=")).join(", ")})`;
}
