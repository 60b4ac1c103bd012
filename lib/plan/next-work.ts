/**
 * What comes next, for someone who has two minutes: what the roadmap has for now and next, each item with how far it
 * is, then changes under way or planned that belong to none of them.
 */

import { statusNames } from "#lib/changes/model.ts";
import type { ChangeListItem } from "#lib/changes/schema.ts";
import { quarterLabel } from "#lib/core/time.ts";
import { progressInWords } from "#lib/roadmap/progress.ts";
import type { Item } from "#lib/roadmap/schema.ts";

export type NextWork = {
  /** R-3 or C-42. */
  reference: string;
  href: string;
  title: string;
  /** Where: system, team, practice. */
  about: string;
  standing: string;
  owner: string | null;
};

/** Only what every member may see: the page is printed and shared. */
export function nextWork(items: Item[], changes: ChangeListItem[], atMost: number): NextWork[] {
  const planned = items.filter((item) => item.published).slice(0, atMost);
  const delivered = new Set(planned.flatMap((item) => item.changes.map((change) => change.number)));
  const others = changes.filter((change) => !delivered.has(change.number));
  return [...planned.map(ofItem), ...others.map(ofChange)].slice(0, atMost);
}

function ofItem(item: Item): NextWork {
  return {
    reference: `R-${item.number}`,
    href: `/roadmap/${item.number}`,
    title: item.title,
    about: [item.systemName ?? "All systems", item.team].filter(Boolean).join(" · "),
    standing: [item.quarter ? quarterLabel(item.quarter) : null, progressInWords(item.changes)]
      .filter(Boolean)
      .join(", "),
    owner: item.owner?.name ?? null,
  };
}

function ofChange(change: ChangeListItem): NextWork {
  return {
    reference: `C-${change.number}`,
    href: `/changes/${change.number}`,
    title: change.title,
    about: [change.practiceName, change.systemName].filter(Boolean).join(" · "),
    standing: statusNames[change.status],
    owner: change.owner?.name ?? null,
  };
}
