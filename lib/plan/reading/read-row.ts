import type { Area } from "#lib/changes/model.ts";
import { saysLater } from "#lib/plan/reading/item-words.ts";
import { metricOf } from "#lib/plan/reading/metric-phrase.ts";
import { writtenNumber } from "#lib/plan/reading/number-style.ts";
import type { LineRole } from "#lib/plan/reading/plan-reading.ts";
import { practiceNamed } from "#lib/plan/reading/practice-names.ts";
import { addChange, type ReadingState } from "#lib/plan/reading/reading-state.ts";
import { areaNamed } from "#lib/plan/reading/section-names.ts";
import type { SourceItem } from "#lib/plan/reading/source-item.ts";
import { type ColumnRole, cellOf } from "#lib/plan/reading/table-columns.ts";
import { writtenDay } from "#lib/plan/reading/written-date.ts";
import { inOneUnit } from "#lib/plan/reading/written-units.ts";

const notDone =
  /\b(planned|proposed|pending|open|todo|to do|backlog|not started|in progress|ongoing|scheduled|cancell?ed|abandoned|rejected|dropped|draft)\b/i;

/** A row of a table, below a head that says what its columns are. */
export function readRow(state: ReadingState, item: SourceItem, roles: readonly ColumnRole[]): LineRole {
  const { section } = state;
  const cell = (role: ColumnRole) => cellOf(item.cells, roles, role);
  const title = cell("title");
  const place = placeOf(state, cell);
  const later =
    section.kind === "outlook" ||
    state.mode === "later" ||
    notDone.test(cell("status")) ||
    saysLater(cell("status"));
  if (title !== "" && later && (place.area || section.kind === "outlook")) return "planned";
  const isWork = section.kind === "area" || section.kind === "unknown" || section.isTitle;
  if (title !== "" && place.area && isWork && !state.own) {
    const change = addChange(state, item, { text: title, area: place.area, practice: place.practice });
    change.appliedOn = writtenDay(cell("date")) ?? change.appliedOn;
    change.system = cell("system") || null;
    change.details.push(...detailsOf(item.cells, roles));
    addLevels(state, item, roles, change.line);
    return "change";
  }
  if (section.kind !== "objectives" && addLevels(state, item, roles, state.change?.change.line ?? null))
    return "result";
  if (state.ownDepth !== null) return "detail";
  const known = section.kind !== "unknown" && (section.kind !== "area" || state.own) && !section.isTitle;
  return known || state.own ? "narrative" : "notUnderstood";
}

function placeOf(state: ReadingState, cell: (role: ColumnRole) => string) {
  const written = cell("area");
  const area: Area | null = (written === "" ? null : areaNamed(written)) ?? state.section.area;
  const practice = cell("practice") === "" ? null : practiceNamed(cell("practice"), state.practices, area);
  return { area: area ?? practice?.area ?? null, practice };
}

/** What a table says beside the title, with the words of its columns where they are known. */
function detailsOf(cells: readonly string[], roles: readonly ColumnRole[]): string[] {
  return cells.flatMap((cell, at) => {
    const role = roles[at] ?? "other";
    if (cell === "" || ["title", "area", "practice", "date", "system"].includes(role)) return [];
    return [role === "other" ? cell : `${role.charAt(0).toUpperCase()}${role.slice(1)}: ${cell}`];
  });
}

/** Before, after and effect of a row as a result; false where it says none of them. */
function addLevels(
  state: ReadingState,
  item: SourceItem,
  roles: readonly ColumnRole[],
  ofChange: number | null,
): boolean {
  const level = (role: ColumnRole) => {
    const [, digits = "", unit] =
      /^[~≈<>]?\s*[€$£]?\s*([+−–-]?\d[\d.,'’]*)\s*([%€$£]|[\p{L}µ/%]+)?/u.exec(
        cellOf(item.cells, roles, role),
      ) ?? [];
    return { value: digits === "" ? null : writtenNumber(digits.replace(/[.,]$/, ""), state.style), unit };
  };
  const { from, to, unit } = inOneUnit(level("before"), level("after"));
  const relative = shareOf(cellOf(item.cells, roles, "effect"), from, to, state);
  if (from === null && to === null && relative === null) return false;
  const name =
    cellOf(item.cells, roles, "metric") || cellOf(item.cells, roles, "title") || (item.cells[0] ?? "");
  state.reading.results.push({
    text: item.text,
    metric: state.own ? (metricOf(name) === null ? null : name) : name || null,
    from,
    to,
    unit,
    relative,
    line: item.line,
    ofChange,
  });
  return true;
}

/** "−35 %", "+40%"; a share without a sign takes it from the levels beside it. */
function shareOf(cell: string, from: number | null, to: number | null, state: ReadingState): number | null {
  const [, sign = "", digits] = /([+−–-]?)\s?(\d+(?:[.,]\d+)?)\s?%/.exec(cell) ?? [];
  const value = digits === undefined ? null : writtenNumber(digits, state.style);
  if (value === null) return null;
  const towards = from !== null && to !== null && from !== to ? Math.sign(to - from) : null;
  const signed = sign === "+" ? 1 : sign === "" ? towards : -1;
  return signed === null ? null : Number(((value * signed) / 100).toPrecision(12));
}
