import type { SourceItem } from "#lib/plan/reading/source-item.ts";
import { writtenDay } from "#lib/plan/reading/written-date.ts";

/** The line that our own documents write under a change's title: "C-41 · User portal · applied 12 Jul 2026 · Ann". */
export type OwnReference = { number: number; system: string | null; appliedOn: string | null };

export function ownReference(item: SourceItem | undefined): OwnReference | null {
  if (item?.kind !== "text") return null;
  const [, number, rest = ""] = /^C-(\d+) · (.+)$/.exec(item.text) ?? [];
  if (number === undefined) return null;
  const [system = null] = rest.split(" · ");
  return { number: Number(number), system, appliedOn: writtenDay(rest) };
}

/** Whether a document is one of ours: a heading with such a line under it. */
export function isOwnDocument(items: readonly SourceItem[]): boolean {
  return items.some((item, at) => item.kind === "heading" && ownReference(items[at + 1]) !== null);
}
