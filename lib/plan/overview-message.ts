/** The overview as a message: the sentences of the page, nothing counted again. */

import { savingsNote } from "#lib/changes/worth-words.ts";
import { quarterLabel } from "#lib/core/time.ts";
import { counted } from "#lib/core/words.ts";
import type { Overview, OverviewResult } from "#lib/plan/overview-schema.ts";
import { computedInWords, statedInWords } from "#lib/reviews/stated-in-words.ts";

const longestTitle = 300;
const longestBody = 4_000;

export function overviewMessage(overview: Overview, timeZone: string): { title: string; body: string } {
  const { quarter, headline, stated, gains, risks, voices } = overview;
  const paragraphs = [
    stated ? `${computedInWords(headline)} ${statedInWords(stated, timeZone)}` : "",
    doubtful(overview),
    list("Biggest gains", gains.map(sentenceOf)),
    list(
      "Risks",
      risks.map((risk) => ("change" in risk ? sentenceOf(risk) : risk.sentence)),
    ),
    list("Cost and benefit", worthSaid(overview)),
    list(
      "What users said",
      voices.map(({ sentence }) => sentence),
    ),
  ].filter((text) => text !== "");
  const begins = `${quarterLabel(quarter.key)} ${quarter.running ? "so far" : "has ended"}`;
  return {
    title: `${begins}: ${stated?.words ?? headline}`.slice(0, longestTitle),
    body: paragraphs.join("\n\n").slice(0, longestBody),
  };
}

/** What weakens the results comes with them, wherever they are told. */
function doubtful({ counts: { inconclusive, reported, open, withdrawn } }: Overview): string {
  const apart = [
    [inconclusive, "inconclusive"],
    [reported, "only reported"],
    [open, "without a verdict"],
    [withdrawn, "taken back"],
  ] as const;
  const said = apart.filter(([count]) => count > 0).map(([count, what]) => counted(count, what, what));
  return said.length === 0 ? "" : `Apart from these, changes were: ${said.join(", ")}.`;
}

function worthSaid({ worth }: Overview): string[] {
  const sentences = (worth?.sentences ?? []).map(({ sentence }) => sentence);
  return sentences.length === 0 ? [] : [...sentences, savingsNote];
}

function sentenceOf({ change, sharedWith }: OverviewResult): string {
  const sentence = change.primary?.verdict.sentence ?? change.title;
  const shared =
    sharedWith.length === 0 ? "" : ` (shared with ${counted(sharedWith.length, "change", "changes")})`;
  return `${sentence} C-${change.number}${shared}`;
}

function list(title: string, sentences: string[]): string {
  return sentences.length === 0 ? "" : [title, ...sentences.map((sentence) => `- ${sentence}`)].join("\n");
}
