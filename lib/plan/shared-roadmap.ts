/**
 * The roadmap for somebody without an account: what is planned and when, and of the rest what was chosen. Progress
 * comes with every verdict behind it, also those that weaken it. What was not chosen is taken out of the data, not out
 * of sight.
 */

import type {
  PublishedColumn,
  PublishedItem,
  PublishedRoadmap,
} from "#lib/roadmap/queries/published-roadmap.ts";

export const roadmapParts = ["systems", "expected", "progress", "votes", "owners", "objectives"] as const;
export type RoadmapPart = (typeof roadmapParts)[number];

export const roadmapPartNames: Record<RoadmapPart, string> = {
  systems: "Names of systems",
  expected: "What is expected",
  progress: "Progress with its verdicts",
  votes: "Votes",
  owners: "Names of owners",
  objectives: "Objectives",
};

export type SharedItem = Pick<PublishedItem, "title" | "horizon" | "quarter"> & Partial<PublishedItem>;
export type SharedRoadmap = Omit<PublishedRoadmap, "columns"> & {
  columns: (Omit<PublishedColumn, "items"> & { items: SharedItem[] })[];
};

export function sharedRoadmap(roadmap: PublishedRoadmap, parts: readonly RoadmapPart[]): SharedRoadmap {
  const shown = <Fields extends object>(part: RoadmapPart, fields: Fields): Partial<Fields> =>
    parts.includes(part) ? fields : {};
  const itemOf = (item: PublishedItem): SharedItem => ({
    ...{ title: item.title, horizon: item.horizon, quarter: item.quarter },
    ...shown("systems", { systemName: item.systemName }),
    ...shown("expected", { expected: item.expected, expectation: item.expectation }),
    ...shown("progress", { progress: item.progress }),
    // Expectation and proof say it together, so it is shown where both are.
    ...(parts.includes("progress") ? shown("expected", { prediction: item.prediction }) : {}),
    ...shown("votes", { votes: item.votes }),
    ...shown("owners", { owner: item.owner }),
    ...shown("objectives", { objectiveName: item.objectiveName }),
  });
  return {
    ...roadmap,
    columns: roadmap.columns.map((column) => ({ ...column, items: column.items.map(itemOf) })),
  };
}
