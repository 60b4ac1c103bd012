import type { Area } from "#lib/changes/model.ts";

/** A plan document taken apart. Lines count from 1; of a DOCX they are paragraphs. */
export type PlanReading = {
  changes: ReadChange[];
  results: ReadResult[];
  /** Still to come, or under way: no changes that were applied. */
  planned: ReadLine[];
  notUnderstood: ReadLine[];
  /** What each line with words in it was taken for. */
  account: Map<number, LineRole>;
};

export type LineRole =
  | "heading"
  | "change"
  /** Says more of the change above. */
  | "detail"
  | "result"
  | "planned"
  | "narrative"
  | "notUnderstood";

export type ReadLine = { text: string; line: number };

export type ReadChange = {
  title: string;
  area: Area;
  /** The key of a known practice. */
  practice: string | null;
  line: number;
  /** What else the document says of it. */
  details: string[];
  /** As the document writes them. */
  system: string | null;
  appliedOn: string | null;
};

/** What the document claims of a metric. It is no evidence. `relative` is signed by the number itself. */
export type ReadResult = {
  text: string;
  metric: string | null;
  from: number | null;
  to: number | null;
  relative: number | null;
  line: number;
  /** Of `from` and `to`. */
  unit: string | null;
  /** The line of the change that it is said of; null where it stands by itself. */
  ofChange: number | null;
};

/** What other programs get of a reading: the form that the command line and the API promise. */
export function readingInShort({ changes, results, notUnderstood }: PlanReading) {
  return {
    changes: changes.map(({ title, area, practice, line }) => ({ title, area, practice, line })),
    results: results.map(({ text, metric, from, to, relative, line }) => ({
      text,
      metric,
      from,
      to,
      relative,
      line,
    })),
    notUnderstood: notUnderstood.map(({ text, line }) => ({ text, line })),
  };
}
