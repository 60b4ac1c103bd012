import { type NumberStyle, writtenNumber } from "#lib/plan/reading/number-style.ts";
import { levelClaims } from "#lib/plan/reading/result-levels.ts";
import { multipleClaims, shareClaims } from "#lib/plan/reading/result-shares.ts";

/** What a sentence claims of one metric. `from` and `to` are in the unit the sentence writes; null where not said. */
export type Claim = {
  metric: string | null;
  from: number | null;
  to: number | null;
  unit: string | null;
  relative: number | null;
};

/** Claims with numbers in a sentence, in their order. */
export function claimsOf(sentence: string, style: NumberStyle): Claim[] {
  const text = normalised(sentence);
  const read = (digits: string | undefined) => (digits === undefined ? null : writtenNumber(digits, style));
  const all = [...levelClaims(text, read), ...shareClaims(text, read), ...multipleClaims(text)];
  const inOrder = all.toSorted((a, b) => a.at - b.at || b.end - a.end);
  const apart = inOrder.filter((each, at) => !inOrder.slice(0, at).some((other) => each.at < other.end));
  const claims: Claim[] = [];
  for (const [index, { at, end, claim }] of apart.entries()) {
    const next = claim(text.slice(apart[index - 1]?.end ?? 0, at), text.slice(end, apart[index + 1]?.at));
    const last = claims.at(-1);
    const joined = last && next.metric === null ? together(last, next) : null;
    if (joined) claims[claims.length - 1] = joined;
    else claims.push(next);
  }
  return claims;
}

/** "by 35 %, from 800 ms to 520 ms": one claim, said as a share and as levels. Null where both say the same kind. */
function together(first: Claim, second: Claim): Claim | null {
  const levelled = ({ from, to }: Claim) => from !== null || to !== null;
  if (levelled(first) === levelled(second)) return null;
  const { from, to, unit } = levelled(first) ? first : second;
  return { metric: first.metric, from, to, unit, relative: first.relative ?? second.relative };
}

function normalised(sentence: string): string {
  return sentence
    .replaceAll(/[\u00a0\u2009\u202f]/g, " ")
    .replaceAll(/\bper ?cent(?:age)? points?\b|\bpercentage points?\b|\bpp\b/gi, "pts")
    .replaceAll(/\s?\bper ?cent\b/gi, " %");
}
