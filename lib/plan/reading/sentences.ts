import { sentenceEnd } from "#lib/plan/reading/change-title.ts";

/** Longer stretches without a full stop are no sentences. */
const longest = 2_000;

export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  for (let rest = text.trim(); rest !== ""; ) {
    const end = Math.min(sentenceEnd(rest), longest);
    sentences.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return sentences;
}
