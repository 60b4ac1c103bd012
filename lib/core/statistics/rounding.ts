import type { Verdict } from "./verdict.ts";

/** Twelve significant digits: what is left of a number after the last ones, which differ between machines, are dropped. */
export function rounded(value: number | null): number | null {
  if (value === null || !Number.isFinite(value)) return null;
  return value === 0 ? 0 : Number(value.toPrecision(12));
}

/** Every number of a verdict rounded. */
export function roundedVerdict(verdict: Verdict): Verdict {
  return roundedDeep(verdict) as Verdict;
}

function roundedDeep(value: unknown): unknown {
  if (typeof value === "number") return rounded(value);
  if (Array.isArray(value)) return value.map(roundedDeep);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, roundedDeep(inner)]));
}

/** The coarsest step of ten on which all values lie: 0.1 for 16.9, 16 and 3.2. Null for none. */
export function decimalStep(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return 10 ** -Math.max(...values.map(decimals));
}

function decimals(value: number): number {
  const [digits = "", exponent = "0"] = String(value).split("e");
  return Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(exponent));
}
