import { isBegun } from "#lib/changes/overview.ts";
import { nothingStated, worthOf, worthPartsOf } from "#lib/changes/worth.ts";
import { savingsNote, worthSentences } from "#lib/changes/worth-words.ts";
import { type Block, text } from "#lib/core/documents/document.ts";
import type { PlanChange } from "#lib/plan/model.ts";
import { countedOf } from "#lib/plan/plan-counts.ts";

/** What the plan's changes cost and are said to save, in the sentences of the overview; nothing where nobody stated it. */
export function worthBlocks(changes: PlanChange[]): Block[] {
  const counted = changes.map((change) => ({ ...countedOf(change), ...(change.worth ?? nothingStated) }));
  const currency = changes.find((change) => change.worth?.currency)?.worth?.currency ?? null;
  const sentences = worthSentences(worthOf(worthPartsOf(counted), counted.filter(isBegun).length), currency);
  if (sentences.length === 0) return [];
  return [...sentences.map(({ sentence }) => sentence), savingsNote].map((words) => ({
    kind: "paragraph",
    runs: text(words),
  }));
}
