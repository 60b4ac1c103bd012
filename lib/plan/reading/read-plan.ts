import { withHeadings } from "#lib/plan/reading/heading-items.ts";
import { numberStyleOf } from "#lib/plan/reading/number-style.ts";
import { isOwnDocument } from "#lib/plan/reading/own-changes.ts";
import type { LineRole, PlanReading } from "#lib/plan/reading/plan-reading.ts";
import type { KnownPractice } from "#lib/plan/reading/practice-names.ts";
import { readHeading } from "#lib/plan/reading/read-heading.ts";
import { readRow } from "#lib/plan/reading/read-row.ts";
import { readWords } from "#lib/plan/reading/read-words.ts";
import { account, startState } from "#lib/plan/reading/reading-state.ts";
import type { SourceItem } from "#lib/plan/reading/source-item.ts";
import { type ColumnRole, columnRoles } from "#lib/plan/reading/table-columns.ts";

/**
 * Takes a plan apart: section by section, as somebody does who looks for what was changed and what it brought. The area
 * comes from the section's name, the practice from the name of the group, else from the item's own words. What is still
 * to come is no change. Every line is accounted for: what is neither used nor plainly the text of a known section is
 * handed back as not understood.
 */
export function readPlan(source: SourceItem[], practices: readonly KnownPractice[]): PlanReading {
  const items = withHeadings(source, practices);
  const style = numberStyleOf(items.map(({ text }) => text).join("\n"));
  const state = startState(practices, style, isOwnDocument(items));
  let roles: ColumnRole[] = [];
  for (const [at, item] of items.entries()) account(state, item, roleOf(item, at));
  return state.reading;

  function roleOf(item: SourceItem, at: number): LineRole {
    if (item.kind === "heading") return readHeading(state, item, items[at + 1]);
    if (item.kind !== "row") return readWords(state, item, items[at + 1]);
    if (!item.head && items[at - 1]?.kind === "row") return readRow(state, item, roles);
    roles = columnRoles(item.cells);
    return "heading";
  }
}
