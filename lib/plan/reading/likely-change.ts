import type { ReadChange, ReadResult } from "#lib/plan/reading/plan-reading.ts";

type Claim = Pick<ReadResult, "text" | "metric" | "line"> & { ofChange?: number | null };

/** Words that are in half of all plans and tell nothing. */
const empty = new Set(
  "time times performance system systems user users data improve improved improving increase increased reduce reduced server servers were with that from more than after before during response".split(
    " ",
  ),
);

/**
 * The line of the change that a claim most likely belongs to: the one it stands under, else the one that shares most of
 * its metric's words; null where none or several do.
 */
export function likelyChange(
  { metric, line, ofChange }: Claim,
  changes: readonly ReadChange[],
): number | null {
  if (ofChange) return ofChange;
  const own = changes.find((change) => change.line === line);
  if (own) return own.line;
  const wanted = stems(metric ?? "");
  if (wanted.size === 0) return null;
  const scored = changes
    .map((change) => {
      const words = stems(`${change.title} ${change.practice ?? ""}`);
      return { line: change.line, shared: [...wanted].filter((word) => words.has(word)).length };
    })
    .toSorted((a, b) => b.shared - a.shared);
  const [best, second] = scored;
  return best && best.shared > 0 && best.shared > (second?.shared ?? 0) ? best.line : null;
}

function stems(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const kept = words.filter((word) => word.length > 3 || /\d/.test(word)).filter((word) => !empty.has(word));
  return new Set(kept.map((word) => word.replace(/(ies|y)$/, "i").replace(/(ing|ed|es|s|e)$/, "")));
}
