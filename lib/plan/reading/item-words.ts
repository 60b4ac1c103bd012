/** What the first words of an item, or its label, say about it. */

const irregular =
  "rewrote|split|set|built|cut|made|ran|put|took|brought|wrote|sped|shrank|broke|kept|left|sent|spun|gave|got|began|swapped|shut|laid|held|found|drew|bought|chose|let|went";
const doing = new RegExp(`^(?:${irregular}|re-?\\w{3,}ed|\\w+-\\w{2,}ed|\\w{2,}ed)\\b`, "i");
const notDoing =
  /^(?:planned|proposed|scheduled|intended|expected|need|speed|feed|seed|embed|indeed|used to|based|related|increased (?:traffic|demand|load) )/i;
const someone =
  /^(?:(?:we|i|the team|our team|they|it was|has been|have been|have|has|was|were|also|then|successfully|finally|further|carefully|largely|fully|now)\s+)+/i;

/** Whether it says that something was done: "Added an index", "We moved the cache". */
export function saysDone(text: string): boolean {
  const words = text.replace(someone, "");
  return doing.test(words) && !notDoing.test(words);
}

const clearlyLater =
  /\bwill (?:be|continue|have|get|look|move|add|start|use|run|need)\b|\b(?:is|are) (?:planned|scheduled|proposed|intended|expected|being|under way|in progress|not yet)\b|\bto be (?:done|implemented|added|deployed|completed|introduced|decided)\b|\((?:planned|in progress|ongoing|proposed|pending|tbd|todo|not started)\)|\bnot yet\b|^not (?:started|begun|done)\b|\bscheduled for\b/i;
const perhapsLater =
  /^(?:planned|proposed|scheduled|ongoing|upcoming|todo|to do|tbd|next|later|future|plan to|intend|consider|evaluate|investigate|explore)\b|\b(?:will|we'll|shall|going to|plan to|intend to|should|in progress|next (?:quarter|month|year|sprint))\b/i;

/** Whether it speaks of something still to come, or under way: no change that was applied. */
export function saysLater(text: string): boolean {
  return clearlyLater.test(text) || (!saysDone(text) && perhapsLater.test(text));
}

export function saysNothing(text: string): boolean {
  return /^(?:no|none|n\/?a|nothing|not applicable|no changes?|-)\b[^,]{0,40}$/i.test(text.trim());
}

export type LabelKind = "narrative" | "result" | "later" | "change" | "done";

const labels: [RegExp, LabelKind][] = [
  [
    /^(?:planned|ongoing|next|next steps|to ?do|in progress|upcoming|future|later|backlog|open|pending|proposed|coming up|planned (?:\w+ ?){1,3}|future (?:\w+ ?){1,3}|(?:\w+ ){0,2}(?:planned|in progress|under way))$/,
    "later",
  ],
  [
    /^(?:result|results|impact|outcome|outcomes|effect|effects|benefit|benefits|measured|before and after|before|after|gain|key results|key performance results|(?:\w+ ){0,3}results)$/,
    "result",
  ],
  [
    /^(?:objective|objectives|goal|goals|(?:primary|main|overall) (?:goal|objective)s?|purpose|why|reason|reasons|rationale|background|notes?|context|owner|owners|responsible|date|when|applied|status|priority|risks?|scope|approach|testing approach|team|author|authors|version|prepared by|prepared for|problem|challenge|motivation|roll ?back|how to roll back|duration|effort|cost|ticket|link|links|reference|system|systems|key areas of focus|focus areas|scope of work|where|who|period|department|company|contact)$/,
    "narrative",
  ],
  [/^(?:change|action|what|what was done|fix|step|measure)$/, "change"],
  [
    /\b(?:implemented|completed|applied|done|delivered|carried out|made|taken)$|^(?:changes|actions|improvements|measures|optimi[sz]ations|optimi[sz]ation measures|work done|what we did|activities|enhancements|key (?:changes|actions|improvements|optimi[sz]ations))$/,
    "done",
  ],
];

/** What a label like "Objective" or "Planned" announces; null for a label that only names a subject. */
export function labelKind(label: string): LabelKind | null {
  const said = label
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} ]+/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return labels.find(([pattern]) => pattern.test(said))?.[1] ?? null;
}

/** "Indexing: added an index" in its two parts; null where no short label stands in front. */
export function labelled(text: string): { label: string; rest: string } | null {
  const [, label = "", rest = ""] = /^([\p{L}][^:.;!?()]{0,48}?)(?::| [—–])\s+(\S.*)$/u.exec(text) ?? [];
  return label !== "" && label.trim().split(/\s+/).length <= 6 ? { label: label.trim(), rest } : null;
}

/** A label by itself: what ends in a colon. */
export function bareLabel(text: string): string | null {
  return /^[^.!?]{1,100}:$/.test(text.trim()) ? text.trim().slice(0, -1).trim() : null;
}

/** Short and without the end of a sentence, as headings are. */
export function looksLikeHeading(text: string): boolean {
  return (
    text.length <= 80 &&
    text.split(/\s+/).length <= 9 &&
    /^[\p{Lu}\p{N}]/u.test(text) &&
    !/[.!?;,]$/.test(text)
  );
}
