import { type Role, roles } from "#lib/core/access/actor.ts";

/** Of the distinct voters of a role: how many, and how much it matters to them, added up. */
type RoleTally = { voters: number; importance: number };
export type Tally = Partial<Record<Role, RoleTally>>;

export type Weights = Partial<Record<Role, number>>;

/**
 * What the votes weigh: each voter's importance times the weight of the role. Who did not say how much it matters
 * counts as "matters little" (1). Raw counts stand beside it and never change with the weights.
 */
export function weighted(tally: Tally, weights: Weights): number {
  let total = 0;
  for (const role of roles) total += (tally[role]?.importance ?? 0) * (weights[role] ?? 1);
  return Math.round(total * 100) / 100;
}
