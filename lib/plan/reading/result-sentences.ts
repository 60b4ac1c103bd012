import { metricBehind, metricOf, phraseBefore } from "#lib/plan/reading/metric-phrase.ts";
import { type NumberStyle, writtenNumber } from "#lib/plan/reading/number-style.ts";
import { directionOf } from "#lib/plan/reading/result-words.ts";
import { inOneUnit } from "#lib/plan/reading/written-units.ts";

/** What a sentence claims of one metric. `from` and `to` are in the unit the sentence writes; null where not said. */
export type Claim = {
  metric: string | null;
  from: number | null;
  to: number | null;
  unit: string | null;
  relative: number | null;
};

const number = String.raw`[+−–-]?\d+(?:[.,'’]\d+)*`;
const unit = String.raw`(?:\s?(%|percent(?:age points)?|pts|[mµu]?s\b|(?:milli)?seconds?|minutes?|min\b|hours?|h\b|[kKMGT]i?B(?:\/s)?\b|bytes|€|\$|x\b))?`;
const about = String.raw`(?:(?:up to|as much as|as little as|about|around|approximately|roughly|nearly|almost|over|under|more than|less than|at least|some|an average of|on average|just|only|~|≈)\s*)*`;
const value = `${about}[€$£]?(${number})${unit}`;
const ranged = String.raw`(?:\s*(?:to|-|–)\s*(${number})\s?%)?`;
const times = `(?:halved|doubled|tripled|quadrupled|halving|doubling|tripling|cut in half)`;

type Found = { at: number; end: number; claim: (before: string, behind: string) => Claim };

/** Claims with numbers in a sentence, in their order. */
export function claimsOf(sentence: string, style: NumberStyle): Claim[] {
  const text = normalised(sentence);
  const read = (digits: string | undefined) => (digits === undefined ? null : writtenNumber(digits, style));
  const found = [...levels(text, read), ...shares(text, read), ...multiples(text)].toSorted(
    (a, b) => a.at - b.at || b.end - a.end,
  );
  const apart = found.filter((each, index) => !found.slice(0, index).some((other) => each.at < other.end));
  return apart.map((each, index) => {
    const before = text.slice(apart[index - 1]?.end ?? 0, each.at);
    return each.claim(before, text.slice(each.end, apart[index + 1]?.at));
  });
}

type Read = (digits: string | undefined) => number | null;

/** "from 420 ms to 180 ms", "4.2 s → 0.8 s (−81 %)", "3.4 s before, 1.1 s after", "2 s, down from 3 s". */
function levels(text: string, read: Read): Found[] {
  const signed = String.raw`(?:\s*\(\s*(?:(?:a |an )?\w*\s)?([+−–-]?\d+(?:[.,]\d+)?)\s?%\s*\))?`;
  const forms: [RegExp, "forward" | "backward"][] = [
    [
      new RegExp(String.raw`\bfrom\s+${value}(?:\s+\w+)?\s+(?:(?:down|up)\s+)?to\s+${value}${signed}`, "gi"),
      "forward",
    ],
    [new RegExp(String.raw`${value}\s*(?:→|->|=>|➔|➜|⇒)\s*${value}${signed}`, "gi"), "forward"],
    [
      new RegExp(
        String.raw`${value}\s+before(?:hand)?,?\s+(?:and\s+|but\s+)?(?:now\s+)?${value}\s+(?:after(?:wards)?|now)${signed}`,
        "gi",
      ),
      "forward",
    ],
    [
      new RegExp(String.raw`${value},?\s+(?:(?:down|up)\s+from|instead of)\s+${value}${signed}`, "gi"),
      "backward",
    ],
  ];
  return forms.flatMap(([form, way]) =>
    [...text.matchAll(form)].map((match): Found => {
      const [whole, a, unitA, b, unitB, share] = match;
      const [first, second] = [
        { value: read(a), unit: unitA },
        { value: read(b), unit: unitB },
      ];
      const pair = way === "forward" ? inOneUnit(first, second) : inOneUnit(second, first);
      const relative = share === undefined ? null : read(share.replace(/^[−–]/, "-"));
      return {
        at: match.index,
        end: match.index + whole.length,
        claim: (before) => {
          const { metric, word } = phraseBefore(before);
          const sign =
            share !== undefined && /^\d/.test(share) ? (word && directionOf(word, metric)) || null : 1;
          return {
            metric,
            ...pair,
            relative: relative === null || sign === null ? null : asShare(relative * sign),
          };
        },
      };
    }),
  );
}

/** "by up to 40 %", "by 20 to 30 %" (no one number), "30 % more traffic", "down 18 %". */
function shares(text: string, read: Read): Found[] {
  const byShare = new RegExp(
    String.raw`\b(?:by|down|up)\s+(?:by\s+)?${about}(${number})\s?(%|pts)?${ranged}`,
    "gi",
  );
  const adjective = `(less|fewer|more|lower|higher|faster|quicker|slower|shorter|smaller|larger|better|reductions?|decreases?|drops?|falls?|declines?|increases?|rises?|growth|improvements?|gains?|savings?)`;
  const shareOf = new RegExp(
    String.raw`${about}(${number})(?:\s*(?:to|-|–)\s*(${number}))?\s?%\s+${adjective}\b(?:\s+(?:in|of))?`,
    "gi",
  );
  return [
    ...[...text.matchAll(byShare)].map((match): Found => {
      const [whole, digits, sign, upper] = match;
      return {
        at: match.index,
        end: match.index + whole.length,
        claim: (before) => {
          const way = /^(?:down|up)/i.exec(whole)?.[0];
          const { metric, word } = phraseBefore(way ? `${before} ${way}` : before);
          const plain = sign === "%" && upper === undefined ? read(digits) : null;
          return shareClaim(metric, plain, directionOf(word ?? "", metric));
        },
      };
    }),
    ...[...text.matchAll(shareOf)].map((match): Found => {
      const [whole, digits, upper, word = ""] = match;
      return {
        at: match.index,
        end: match.index + whole.length,
        claim: (before, behind) => {
          const own = metricBehind(behind);
          const subject = metricOf(before.split(/[.;:]\s+|,\s+/).at(-1) ?? "");
          const metric = own === "time" && subject ? `${subject} time` : (own ?? subject);
          const stem = word.toLowerCase().replace(/(?<=[npelt])s$/, "");
          const noun: Record<string, string> = {
            reduction: "reduced",
            growth: "grew",
            improvement: "improved",
          };
          return shareClaim(
            metric,
            upper === undefined ? read(digits) : null,
            directionOf(noun[stem] ?? stem, metric),
          );
        },
      };
    }),
  ];
}

/** "was halved", "doubled throughput", "increased by 2x", "by a factor of 3". */
function multiples(text: string): Found[] {
  const factor = /\bby (?:a factor of )?(\d+(?:\.\d+)?)\s?(?:x|×|times\b)|\bby a factor of (\d+(?:\.\d+)?)/gi;
  const word = new RegExp(String.raw`\b${times}\b`, "gi");
  return [
    ...[...text.matchAll(factor)].map(
      (match): Found => ({
        at: match.index,
        end: match.index + match[0].length,
        claim: (before) => {
          const { metric, word: verb } = phraseBefore(before);
          const by = Number(match[1] ?? match[2]);
          const direction = by > 0 ? directionOf(verb ?? "", metric) : null;
          const relative = direction === null ? null : direction > 0 ? by - 1 : 1 / by - 1;
          return {
            metric,
            from: null,
            to: null,
            unit: null,
            relative: relative === null ? null : rounded(relative),
          };
        },
      }),
    ),
    ...[...text.matchAll(word)].map(
      (match): Found => ({
        at: match.index,
        end: match.index + match[0].length,
        claim: (before, behind) => {
          const by = /^(?:halv|cut)/i.test(match[0])
            ? -0.5
            : /^doubl/i.test(match[0])
              ? 1
              : /^tripl/i.test(match[0])
                ? 2
                : 3;
          const metric =
            phraseBefore(before).metric ?? metricBehind(behind.replace(/^\s+(?:the|our)\s/i, " "));
          return { metric, from: null, to: null, unit: null, relative: by };
        },
      }),
    ),
  ];
}

function shareClaim(metric: string | null, percent: number | null, direction: -1 | 1 | null): Claim {
  const relative = percent === null || direction === null ? null : asShare(Math.abs(percent) * direction);
  return { metric, from: null, to: null, unit: null, relative };
}

function asShare(percent: number): number {
  return rounded(percent / 100);
}

function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

function normalised(sentence: string): string {
  return sentence
    .replaceAll(/[\u00a0\u2009\u202f]/g, " ")
    .replaceAll(/\bper ?cent(?:age)? points?\b|\bpercentage points?\b|\bpp\b/gi, "pts")
    .replaceAll(/\s?\bper ?cent\b/gi, " %");
}
