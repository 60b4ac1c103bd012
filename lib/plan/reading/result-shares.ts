import { metricBehind, metricOf, phraseBefore } from "#lib/plan/reading/metric-phrase.ts";
import type { Claim } from "#lib/plan/reading/result-sentences.ts";
import { directionOf } from "#lib/plan/reading/result-words.ts";
import {
  about,
  asShare,
  type Found,
  found,
  nothing,
  number,
  type Read,
} from "#lib/plan/reading/written-values.ts";

const byShare = new RegExp(
  String.raw`\b(?:by|down|up)\s+(?:by\s+)?${about}(${number})\s?(%|pts)?(?:\s*(?:to|-|–)\s*(${number})\s?%)?`,
  "gi",
);
const adjective =
  "less|fewer|more|lower|higher|faster|quicker|slower|shorter|smaller|larger|better|reductions?|decreases?|drops?|falls?|declines?|increases?|rises?|growth|improvements?|gains?|savings?";
const shareOf = new RegExp(
  String.raw`${about}(${number})(?:\s*(?:to|-|–)\s*(${number}))?\s?%\s+(${adjective})\b(?:\s+(?:in|of))?`,
  "gi",
);
const verbs: Record<string, string> = { reduction: "reduced", growth: "grew", improvement: "improved" };
const saved = new RegExp(String.raw`\bsav(?:ed|es|ing)\s+${about}(${number})\s?%\s+(?:of|on|in)\b`, "gi");

const signed = /(?<=:\s*)([+−–-]\d+(?:[.,]\d+)?)\s?%/g;

/** "by up to 40 %", "by 20 to 30 %" (no one number), "30 % more traffic", "down 18 %", "saved 20 % of the cost". */
export function shareClaims(text: string, read: Read): Found[] {
  const by = [...text.matchAll(byShare)].map((match) => {
    const [whole, digits, sign, upper] = match;
    const way = /^(?:down|up)/i.exec(whole)?.[0];
    return found(match, (before) => {
      const { metric, word } = phraseBefore(way ? `${before} ${way}` : before);
      const percent = sign === "%" && upper === undefined ? read(digits) : null;
      return shareClaim(metric, percent, directionOf(word ?? "", metric));
    });
  });
  const of = [...text.matchAll(shareOf)].map((match) => {
    const [, digits, upper, word = ""] = match;
    return found(match, (before, behind) => {
      const own = metricBehind(behind);
      const subject = metricOf(before.split(/[.;:]\s+|,\s+/).at(-1) ?? "");
      const metric = own === "time" && subject ? `${subject} time` : (own ?? subject);
      const stem = word.toLowerCase().replace(/(?<=[npelt])s$/, "");
      const percent = upper === undefined ? read(digits) : null;
      return shareClaim(metric, percent, directionOf(verbs[stem] ?? stem, metric));
    });
  });
  const less = [...text.matchAll(saved)].map((match) =>
    found(match, (_, behind) => shareClaim(metricBehind(behind), read(match[1]), -1)),
  );
  const stated = [...text.matchAll(signed)].map((match) =>
    found(match, (before) => {
      const percent = read(match[1]?.replace(/^[−–]/, "-"));
      return { ...nothing, metric: metricOf(before), relative: percent === null ? null : asShare(percent) };
    }),
  );
  return [...by, ...of, ...less, ...stated];
}

const factor = /\bby (?:a factor of )?(\d+(?:\.\d+)?)\s?(?:x|×|times\b)|\bby a factor of (\d+(?:\.\d+)?)/gi;
const word = /\b(halved|halving|cut in half|doubled|doubling|tripled|tripling|quadrupled)\b/gi;
const part = /\bby (half|a half|a third|a quarter|a fifth|two thirds|three quarters)\b/gi;

const passive =
  /^\s*(?:$|[^\s\p{L}]|(?:from|in|by|on|after|since|to|during|when|with|and|for|over|at|thanks|as|while|within|between)\b)/iu;

const wholes: [RegExp, number][] = [
  [/^(?:halv|cut)/i, -0.5],
  [/^doubl/i, 1],
  [/^tripl/i, 2],
  [/^quadr/i, 3],
];
const parts: Record<string, number> = {
  half: 0.5,
  "a half": 0.5,
  "a quarter": 0.25,
  "a fifth": 0.2,
  "three quarters": 0.75,
};

/** "was halved", "doubled throughput", "increased by 2x", "by a factor of 3", "by a quarter". */
export function multipleClaims(text: string): Found[] {
  return [
    ...[...text.matchAll(factor)].map((match) =>
      found(match, (before) => {
        const { metric, word: verb } = phraseBefore(before);
        const by = Number(match[1] ?? match[2]);
        const direction = by > 0 ? directionOf(verb ?? "", metric) : null;
        const relative = direction === null ? null : direction > 0 ? by - 1 : 1 / by - 1;
        return { ...nothing, metric, relative: relative === null ? null : Number(relative.toPrecision(12)) };
      }),
    ),
    ...[...text.matchAll(word)].map((match) =>
      found(match, (before, behind) => ({
        ...nothing,
        // "halved processing time" names it behind, "processing time was halved" in front.
        metric: (passive.test(behind) ? null : metricBehind(behind)) ?? phraseBefore(before).metric,
        relative: wholes.find(([start]) => start.test(match[0]))?.[1] ?? null,
      })),
    ),
    ...[...text.matchAll(part)].map((match) =>
      found(match, (before) => {
        const { metric, word: verb } = phraseBefore(before);
        // A third is no round percentage: the words stay, a number would be more exact than they are.
        const share = parts[(match[1] ?? "").toLowerCase()];
        return shareClaim(metric, share === undefined ? null : share * 100, directionOf(verb ?? "", metric));
      }),
    ),
  ];
}

function shareClaim(metric: string | null, percent: number | null, direction: -1 | 1 | null): Claim {
  const relative = percent === null || direction === null ? null : asShare(Math.abs(percent) * direction);
  return { ...nothing, metric, relative };
}
