import { capitalised } from "#lib/core/words.ts";

const longest = 200;

/** A title from what an item says: its first sentence without the full stop, no longer than titles are. */
export function changeTitle(text: string): { title: string; rest: string } {
  const end = sentenceEnd(text);
  const sentence = text
    .slice(0, end)
    .trim()
    .replace(/[.;,:\s]+$/, "");
  const title =
    sentence.length <= longest ? sentence : `${sentence.slice(0, longest - 1).replace(/\s+\S*$/, "")}…`;
  const rest = text.slice(end).trim();
  return { title: capitalised(title), rest: sentence === title || title === "" ? rest : text };
}

/** Where the first sentence ends; abbreviations and versions have full stops of their own. */
export function sentenceEnd(text: string): number {
  for (const match of text.matchAll(/[.!?]["”')\]]?\s+(?=[\p{Lu}\p{N}"“(])/gu)) {
    const before = text.slice(0, match.index + 1);
    const open = (before.match(/\(/g)?.length ?? 0) > (before.match(/\)/g)?.length ?? 0);
    if (
      !open &&
      !/\b(?:e\.g|i\.e|etc|vs|approx|ca|no|nr|dr|mr|ms|mrs|incl|resp|fig|cf|\p{L})\.$/iu.test(before)
    )
      return match.index + match[0].trimEnd().length;
  }
  return text.length;
}
