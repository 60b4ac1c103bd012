/** What the columns of a table are, told by their heads. */

export type ColumnRole =
  | "title"
  | "metric"
  | "before"
  | "after"
  | "effect"
  | "area"
  | "practice"
  | "status"
  | "date"
  | "system"
  | "other";

const heads: [RegExp, ColumnRole][] = [
  [/^(before|baseline|old|from|was|previous|initial|pre)\b|\b(before)$/, "before"],
  [/^(after|now|new|to|current|post|achieved)\b|\b(after)$/, "after"],
  [
    /^(effect|delta|difference|gain|reduction|improvement %|% change|relative|relative change|change %|change in %|Δ)$/,
    "effect",
  ],
  [/\b(metric|kpi|indicator|measured|quantity|measurement)\b|^measure$/, "metric"],
  [/^(area|section|domain|layer)$/, "area"],
  [/^(practice|type|kind|category)$/, "practice"],
  [/^(status|state|progress)$/, "status"],
  [/^(date|when|applied|applied on|completed|done on|live since)$/, "date"],
  [/^(system|service|component|application|platform)$/, "system"],
  [
    /\b(changes?|optimi[sz]ations?|actions?|improvements?|initiatives?|description|tasks?|activity|activities|title|what|measures|work item|item)\b/,
    "title",
  ],
];

export function columnRoles(cells: readonly string[]): ColumnRole[] {
  const roles = cells.map((cell): ColumnRole => {
    const said = cell.toLowerCase().replaceAll(/\s+/g, " ").trim();
    return heads.find(([pattern]) => pattern.test(said))?.[1] ?? "other";
  });
  const levels = roles.includes("before") && roles.includes("after");
  // Beside before and after, "Change" and "Improvement" are how much, unless they come first.
  const named = roles.map((role, at) =>
    levels && at > 0 && role === "title" && at > roles.indexOf("before") ? "effect" : role,
  );
  if (levels && !named.includes("metric") && !named.includes("title") && named[0] === "other")
    named[0] = "metric";
  return named;
}

/** The first cell of a role; empty where there is none. */
export function cellOf(cells: readonly string[], roles: readonly ColumnRole[], role: ColumnRole): string {
  return cells[roles.indexOf(role)]?.trim() ?? "";
}
