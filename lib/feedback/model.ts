/**
 * What feedback may be and become. Statuses are the organisation's own words; their category is ours, so that a new
 * word changes no report. Merging is a link: nothing moves, so taking it back loses nothing.
 */

import type { Role } from "#lib/core/access/actor.ts";

export const categories = ["open", "active", "complete", "closed"] as const;
export type Category = (typeof categories)[number];

export const categoryNames: Record<Category, string> = {
  open: "Open",
  active: "In work",
  complete: "Done",
  closed: "Closed",
};

/** Every entry begins here; it can be renamed, never archived. */
export const firstStatus = "new";

export const visibilities = ["public", "signed-in", "team"] as const;
export type Visibility = (typeof visibilities)[number];

export const visibilityNames: Record<Visibility, string> = {
  public: "Everyone, also in the public feed",
  "signed-in": "Everyone who is signed in",
  team: "Leads, reviewers and admins",
};

export const moderations = ["approved", "held", "rejected"] as const;
export type Moderation = (typeof moderations)[number];

/** Who triages, reads notes and sees what is for the team. */
export const teamRoles: readonly Role[] = ["admin", "lead", "reviewer"];

export const linkKinds = ["change", "metric", "system", "plan", "roadmap-item", "review"] as const;
export type LinkKind = (typeof linkKinds)[number];

export type About = { kind: LinkKind; key: string };

/** "change:43", "metric:portal.search.p95", "plan": what a page says it is. Null for what is none of these. */
export function aboutOf(text: string | null | undefined): About | null {
  const [, kind = "", key = ""] = /^([a-z-]+)(?::(.{1,100}))?$/.exec(text ?? "") ?? [];
  const known = linkKinds.find((one) => one === kind);
  if (!known || (known !== "plan" && key === "")) return null;
  return { kind: known, key: known === "plan" ? "plan" : key };
}

export function aboutText({ kind, key }: About): string {
  return kind === "plan" ? "plan" : `${kind}:${key}`;
}

/** What a page of the portal is about, by its path; null for lists and forms. */
export function aboutOfPath(path: string): About | null {
  const [, place = "", key = ""] = /^\/([a-z]+)(?:\/([^/]+))?/.exec(path) ?? [];
  const kind = kindOfPlace[place];
  if (kind === undefined || key === "new") return null;
  return aboutOf(kind === "plan" ? kind : `${kind}:${decodeURIComponent(key)}`);
}

const kindOfPlace: Record<string, LinkKind> = {
  changes: "change",
  metrics: "metric",
  systems: "system",
  roadmap: "roadmap-item",
  reviews: "review",
  plan: "plan",
};

export const importances = [1, 2, 3] as const;
export const importanceNames: Record<(typeof importances)[number], string> = {
  1: "Nice to have",
  2: "Matters",
  3: "Stops me",
};

export const solvedAnswers = ["yes", "partly", "no"] as const;
export type SolvedAnswer = (typeof solvedAnswers)[number];

export const solvedNames: Record<SolvedAnswer, string> = { yes: "Yes", partly: "Partly", no: "No" };

type Mergeable = { number: number; mergedInto: number | null; hasMerged: boolean };

/** Why two entries cannot be merged now, for the person who asked; null when they can. */
export function refusalOfMerge(from: Mergeable, into: Mergeable): string | null {
  if (from.number === into.number) return `F-${from.number} cannot be merged into itself.`;
  if (from.mergedInto !== null) {
    return `F-${from.number} was merged into F-${from.mergedInto} already. Take that back first.`;
  }
  if (into.mergedInto !== null) {
    return `F-${into.number} was itself merged into F-${into.mergedInto}. Merge F-${from.number} into F-${into.mergedInto}.`;
  }
  if (from.hasMerged) {
    return `Others are merged into F-${from.number}. Merge F-${into.number} into it instead, or take them apart first.`;
  }
  return null;
}

/** Whether fewer people may read what has the first visibility than what has the second. */
export function isNarrower(one: string, other: string): boolean {
  const order: readonly string[] = visibilities;
  return order.indexOf(one) > order.indexOf(other);
}
