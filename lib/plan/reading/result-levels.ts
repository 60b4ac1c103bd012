import { phraseBefore } from "#lib/plan/reading/metric-phrase.ts";
import { directionOf } from "#lib/plan/reading/result-words.ts";
import { inOneUnit } from "#lib/plan/reading/written-units.ts";
import { asShare, type Found, found, type Read, value } from "#lib/plan/reading/written-values.ts";

/** "(−81 %)" or "(a 57 % fall)" behind two levels. */
const share = String.raw`(?:\s*\(\s*(?:(?:a |an )?\w*\s)?([+−–-]?\d+(?:[.,]\d+)?)\s?%(?:\s\w+)?\s*\))?`;

const forward = [
  String.raw`\bfrom\s+${value}(?:\s+\w+){0,3}?\s+(?:(?:down|up)\s+)?to\s+${value}`,
  String.raw`(?<=:\s*)${value}\s+to\s+${value}`,
  String.raw`${value}\s*(?:→|->|=>|➔|➜|⇒)\s*${value}`,
  String.raw`${value}\s+before(?:hand)?,?\s+(?:and\s+|but\s+)?(?:now\s+)?${value}\s+(?:after(?:wards)?|now)`,
  String.raw`\bbefore:?\s+${value}[,;/|]?\s+(?:and\s+)?(?:after|now):?\s+${value}`,
];
const backward = [
  String.raw`${value},?\s+(?:(?:down|up)\s+from|instead of)\s+${value}`,
  String.raw`${value},?\s+\(?(?:previously|formerly|before:?|was|up from|down from)\s+${value}`,
];

/** "from 420 ms to 180 ms", "4.2 s → 0.8 s (−81 %)", "3.4 s before, 1.1 s after", "2 s, down from 3 s". */
export function levelClaims(text: string, read: Read): Found[] {
  const all = [
    ...forward.map((form) => ({ form, turned: false })),
    ...backward.map((form) => ({ form, turned: true })),
  ];
  return all.flatMap(({ form, turned }) =>
    [...text.matchAll(new RegExp(form + share, "gi"))].map((match) => {
      const [, a, unitA, b, unitB, percent] = match;
      const [first, second] = [
        { value: read(a), unit: unitA },
        { value: read(b), unit: unitB },
      ];
      const pair = turned ? inOneUnit(second, first) : inOneUnit(first, second);
      return found(match, (before) => {
        const { metric, word } = phraseBefore(before);
        const signed = percent === undefined ? null : read(percent.replace(/^[−–]/, "-"));
        const direction = /^\d/.test(percent ?? "") ? towards(pair, word, metric) : 1;
        const relative = signed === null || direction === null ? null : asShare(signed * direction);
        return { metric, ...pair, relative };
      });
    }),
  );
}

/** Which way a share without a sign goes: as the levels do. */
function towards(
  { from, to }: { from: number | null; to: number | null },
  word: string | null,
  metric: string | null,
): number | null {
  if (from !== null && to !== null && from !== to) return Math.sign(to - from);
  return directionOf(word ?? "", metric);
}
