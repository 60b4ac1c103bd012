import type { Claim } from "#lib/plan/reading/result-sentences.ts";

/** Pieces of the patterns by which numbers are found in sentences. */
export const number = String.raw`[+−–-]?\d+(?:[.,'’]\d+)*`;
const unit = String.raw`(?:\s?(%|percent(?:age points)?|pts|[mµu]?s\b|(?:milli)?seconds?|minutes?|min\b|hours?|h\b|[kKMGT]i?B(?:\/s)?\b|bytes|[A-Za-z]+\/(?:s|sec|second|min|minute|h|hour|day|month)\b|€|\$|x\b))?`;
export const about = String.raw`(?:(?:up to|as much as|as little as|about|around|approximately|roughly|nearly|almost|over|under|more than|less than|at least|some|an average of|on average|just|only|~|≈)\s*)*`;
/** A number with its unit: two groups. */
export const value = `${about}[€$£]?(${number})${unit}`;

/** A number by its digits, as the document writes numbers. */
export type Read = (digits: string | undefined) => number | null;

/** A place in a sentence that claims something, given what stands before and behind it. */
export type Found = { at: number; end: number; claim: (before: string, behind: string) => Claim };

export function found(match: RegExpMatchArray & { index: number }, claim: Found["claim"]): Found {
  return { at: match.index, end: match.index + match[0].length, claim };
}

export const nothing = { from: null, to: null, unit: null, relative: null };

export function asShare(percent: number): number {
  return Number((percent / 100).toPrecision(12));
}
