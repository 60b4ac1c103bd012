/**
 * What a roadmap item may be. Its score is RICE: how many it reaches, how much it helps each of them, how sure we are,
 * divided by the effort.
 */

export const horizons = ["now", "next", "later", "done"] as const;
export type Horizon = (typeof horizons)[number];

export const horizonNames: Record<Horizon, string> = {
  now: "Now",
  next: "Next",
  later: "Later",
  done: "Done",
};

export type Rice = {
  /** People a quarter. */
  reach: number | null;
  /** How much it helps each of them: one of `impacts`. */
  impact: number | null;
  /** 0 to 1. */
  confidence: number | null;
  /** Person-weeks. */
  effort: number | null;
};

/** The usual five steps of impact, the largest first. */
export const impacts = [
  { value: 3, name: "Massive" },
  { value: 2, name: "High" },
  { value: 1, name: "Medium" },
  { value: 0.5, name: "Low" },
  { value: 0.25, name: "Minimal" },
] as const;

/** Null while one of the four is missing: a guess in its place would be sorted like an estimate. */
export function riceScore({ reach, impact, confidence, effort }: Rice): number | null {
  if (reach === null || impact === null || confidence === null || effort === null || effort <= 0) return null;
  // In this order the database, which checks it, gets the same number to the last bit.
  return (reach * impact * confidence) / effort;
}

/** Where an item stands in time. */
export type Standing = { horizon: Horizon; quarter: string | null };

/** Changes that one item may have; it is a plan for a quarter, not a folder. */
export const mostChanges = 50;
