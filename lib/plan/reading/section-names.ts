import { type Area, areaNames } from "#lib/changes/model.ts";
import { plainName } from "#lib/plan/reading/practice-names.ts";

/** What a section tells: of the work in an area, or one of the others of a plan; `unknown` is none of them. */
export type SectionKind =
  | "introduction"
  | "objectives"
  | "area"
  | "results"
  | "outlook"
  | "conclusion"
  | "unknown";
export type SectionName = { kind: SectionKind; area: Area | null };

const kinds: [RegExp, SectionKind][] = [
  [
    /\b(what is next|next steps?|future|planned|upcoming|outlook|road-?map|ongoing|continuous|continued|to do|todo|backlog|what comes next|going forward|in progress)\b/,
    "outlook",
  ],
  [/\b(objectives?|goals?|aims?|targets?|purpose|key areas|focus areas?)\b/, "objectives"],
  [
    /\b(results?|outcomes?|testing|tests|benchmarks?|measurements?|achievements?|impact|gains|what it brought|benefits|before and after|metrics|kpis?|effects?)\b/,
    "results",
  ],
  [/\b(conclusions?|closing|final (remarks|words|thoughts)|lessons( learned| learnt)?)\b/, "conclusion"],
  [
    /\b(introduction|overview|background|summary|abstract|preface|scope|about this|context|approach|methodology|contents|key of marks)\b/,
    "introduction",
  ],
];

const areaWords: [RegExp, Area][] = [
  [
    /\b(databases?|db|data ?base|data ?layer|data ?store|data tier|sql|postgres\w*|mysql|persistence|datenbank\w*)\b/,
    "database",
  ],
  [/\b(code|codebase|code base|coding|source|refactor\w*|software development|quellcode)\b/, "code"],
  [
    /\b(infra|infrastructure|infrastruktur|hosting|cloud|networks?|hardware|data ?cent(er|re)s?)\b/,
    "infrastructure",
  ],
  [/\b(config\w*|configuration|settings|software|konfiguration\w*|tuning)\b/, "software-configuration"],
];

/** The section that a heading opens; null where it names none that a plan has. */
export function sectionNamed(heading: string): SectionName | null {
  const said = plainName(heading);
  const kind = kinds.find(([pattern]) => pattern.test(said))?.[1];
  if (kind) return { kind, area: areaNamed(heading) };
  const area = areaNamed(heading);
  return area ? { kind: "area", area } : null;
}

export function areaNamed(words: string): Area | null {
  const said = plainName(words);
  const exact = (Object.entries(areaNames) as [Area, string][]).find(
    ([key, name]) => plainName(name) === said || key === words.trim(),
  );
  return exact?.[0] ?? areaWords.find(([pattern]) => pattern.test(said))?.[1] ?? null;
}

/** "SayPro Optimization Plan": what the whole document is called. */
export function isTitle(heading: string): boolean {
  return /\b(plan|report|log|document|programme|program)\b/.test(plainName(heading));
}
