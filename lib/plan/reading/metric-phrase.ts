import { movingWords } from "#lib/plan/reading/result-words.ts";

/** What a sentence says has moved, and by which word. */
export type Phrase = { metric: string | null; word: string | null };

const leading =
  /^(?:(?:and|but|while|whereas|so|also|then|thus|overall|again|we|it|this|that|which|have|has|were|was|been|our|the|their|its|an?|in|of|by|saw|see|measured|achieved|brought|delivered|resulted|result(?:ing)?|successfully|significantly|further|handling)\b[\s,]*)+/i;
const trailing =
  /(?:[\s,:]*\b(?:is|are|was|were|has|have|had|been|be|being|now|successfully|significantly|further|also|then|could|can|which|that|by|to|about|around|only|takes?|took|needs?|needed|uses?|used|runs|ran|at|a|an|the|of|on average|in half|with|and|saw|went)\b|[\s,:(–—-]+)+$/i;
const longest = 80;

/** From the words in front of a number: "Database query times were reduced", "Increased system uptime". */
export function phraseBefore(words: string): Phrase {
  const clause = lastClause(words);
  const found = [...clause.matchAll(movingWords)].at(-1);
  if (!found) return { metric: metricOf(clause), word: null };
  const [word] = found;
  const after = metricOf(clause.slice(found.index + word.length));
  const own = after ?? metricOf(clause.slice(0, found.index));
  // "Query time: reduced by 60 %" names it in front of the colon.
  const [, named = ""] = /^(.*):\s*\S*\s*$/.exec(words.trim()) ?? [];
  return { metric: own ?? metricOf(named), word };
}

/** From the words behind a number: "% more traffic without …", "% reduction in query time". */
export function metricBehind(words: string): string | null {
  const [kept = ""] = words.split(
    /[.,;:()]|\s(?:without|during|after|per|on|for|than|and|with|which|while|thanks|by|compared|since|when|from|due|across|at|under|in)\s/i,
  );
  return metricOf(kept);
}

/** As a metric is called: without article, verb and full stop; null where no word is left. */
export function metricOf(words: string): string | null {
  const plain = words
    .trim()
    .replace(leading, "")
    .replace(trailing, "")
    .replaceAll(/["“”`]/g, "")
    .trim();
  if (!/\p{L}{2,}|\bp\d\d/u.test(plain) || plain.length > longest) return null;
  // An acronym or a name like p95 keeps its letters.
  const [first = ""] = plain.split(" ");
  return /^\p{Lu}\p{Ll}+(?:['’-]\p{L}+)*$/u.test(first)
    ? plain.charAt(0).toLowerCase() + plain.slice(1)
    : plain;
}

/** What stands behind the last boundary of clauses, unless nothing is said there. */
function lastClause(words: string): string {
  const parts = words.split(
    /[.;:]\s+|\s[—–]\s|,\s+(?=(?:and|while|whereas|but|which|thereby|thus|so)\b|\w+ing\b)|\s(?:while|whereas)\s/i,
  );
  const said = parts.filter((part) => /\p{L}{2,}/u.test(part));
  return said.at(-1) ?? words;
}
