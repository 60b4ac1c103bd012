import type { Area } from "#lib/changes/model.ts";

/** A practice as the portal knows it. */
export type KnownPractice = { key: string; area: Area; name: string };

type Names = {
  /** What a heading may call it. */
  heading: RegExp;
  /** What in a sentence speaks of it and of hardly anything else. */
  sentence: RegExp | null;
};

/** What people call the built-in practices; those that an admin added are known by their names. */
const names: Record<string, Names> = {
  "server-configuration": {
    heading:
      /\b(server|system|os|operating system|kernel|web ?server|host|jvm|nginx|apache) (config\w*|settings?|tuning|parameters?)\b/,
    sentence: null,
  },
  "application-configuration": {
    heading:
      /\b(app|application|api|runtime|service|platform|software|feature) (config\w*|settings?|tuning|parameters?)\b|\bfeature flags?\b/,
    sentence: null,
  },
  "monitoring-configuration": {
    heading: /\b(monitoring|observability|logging|dashboards?|telemetry|tracing|alert\w*)\b/,
    sentence: /\b(monitoring|dashboards?|alerts?)\b/,
  },
  indexing: {
    heading: /\b(re-?)?ind(ex|exes|exing|ices)\b/,
    sentence: /\b(re-?)?ind(ex|exes|exed|exing|ices)\b/,
  },
  "query-optimization": {
    heading: /\b(quer(y|ies)|sql)\b/,
    sentence: /\b(quer(y|ies)|sql)\b|\bpaginat\w+|\bn\+1\b/,
  },
  partitioning: { heading: /\b(partition\w*|shard\w*)\b/, sentence: /\b(partition\w*|shard(s|ed|ing)?)\b/ },
  "connection-pooling": {
    heading: /\b(connection|pool|pools|pooling|poolers?)\b/,
    sentence: /\bconnection pool\w*|\bpgbouncer\b|\bpool of connections\b|\bpool sizes?\b/,
  },
  "backup-and-recovery": {
    heading: /\b(back-?ups?|recovery|restores?|restoration)\b/,
    sentence: /\b(back-?ups?|disaster recovery)\b/,
  },
  refactoring: {
    heading: /\b(refactor\w*|clean-?ups?|restructur\w*|simplif\w*|technical debt|rewrites?|modernization)\b/,
    sentence: /\b(refactor\w*|restructured)\b/,
  },
  "bug-fixes-and-performance-patches": {
    heading: /\b(bugs?|bug-?fix\w*|fix(es)?|patch\w*|hot-?fix\w*|defects?)\b/,
    sentence: /\b(memory leaks?|bugs?|patched|hot-?fix\w*|vulnerabilit\w+)\b/,
  },
  "concurrency-and-multi-threading": {
    heading: /\b(concurren\w*|multi-?thread\w*|thread\w*|parallel\w*|async\w*)\b/,
    sentence: /\b(concurren\w*|multi-?thread\w*|threads?|parallel\w*|asynchronous\w*)\b/,
  },
  "load-balancing": {
    heading: /\bload[- ]?balanc\w*|\btraffic distribution\b/,
    sentence: /\bload[- ]?balanc\w*/,
  },
  "cloud-scaling": {
    heading: /\b(auto-?)?scal(e|ing|ability)\b|\bautoscal\w*|\bcloud\b|\bcapacity\b/,
    sentence: /\bauto-?scal\w*|\bcloud\b|\binstances?\b/,
  },
  "content-delivery-network": {
    heading: /\bcdn\b|\bcontent delivery\b|\bedge cach\w*/,
    sentence: /\bcdn\b|\bcontent delivery\b|\bthe edge\b/,
  },
  "server-monitoring-and-alerting": {
    heading: /\b(monitor\w*|alert\w*|observability)\b/,
    sentence: /\b(monitoring|alerts?|alerting)\b/,
  },
};

/** The practice that a heading, a label or a cell names; within an area where one is known. */
export function practiceNamed(
  words: string,
  practices: readonly KnownPractice[],
  area: Area | null,
): KnownPractice | null {
  const said = plainName(words);
  if (said === "") return null;
  const own = practices.filter((practice) => area === null || practice.area === area);
  return (
    own.find(({ name, key }) => plainName(name) === said || key === words.trim()) ??
    longestNamed(own, said) ??
    earliest(own, said, (each) => each.heading) ??
    null
  );
}

/** The practice whose whole name is in the name of an area's section, as in "Code refactoring"; null where it names more. */
export function practiceOfSection(
  heading: string,
  practices: readonly KnownPractice[],
  area: Area | null,
): KnownPractice | null {
  const named = longestNamed(
    practices.filter((practice) => practice.area === area),
    plainName(heading),
  );
  const rest = plainName(heading).replace(plainName(named?.name ?? ""), "");
  return / and |,/.test(` ${rest} `) ? null : named;
}

/** The practice that a sentence speaks of, where its words leave no doubt. */
export function practiceSpokenOf(
  sentence: string,
  practices: readonly KnownPractice[],
  area: Area | null,
): KnownPractice | null {
  const own = practices.filter((practice) => area === null || practice.area === area);
  const said = plainName(sentence);
  return longestNamed(own, said) ?? earliest(own, said, (each) => each.sentence);
}

/** The one whose whole name is in the words: the longer name where several are. */
function longestNamed(practices: KnownPractice[], said: string): KnownPractice | null {
  const named = practices.filter(({ name }) => ` ${said} `.includes(` ${plainName(name)} `));
  return named.toSorted((a, b) => b.name.length - a.name.length)[0] ?? null;
}

/** What a sentence names first is what it is about. */
function earliest(
  practices: KnownPractice[],
  said: string,
  pattern: (names: Names) => RegExp | null,
): KnownPractice | null {
  const found = practices.flatMap((practice) => {
    const own = names[practice.key];
    const at = own ? (pattern(own)?.exec(said)?.index ?? -1) : -1;
    return at === -1 ? [] : [{ practice, at }];
  });
  return found.toSorted((a, b) => a.at - b.at)[0]?.practice ?? null;
}

/** In small letters, American spelling, without marks. */
export function plainName(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/&/g, " and ")
    .replaceAll(/is(ation|ing|ed|e|ations)\b/g, (all, end: string) =>
      /^(ing|ed|e)$/.test(end) ? all : `iz${end}`,
    )
    .replaceAll(/\boptimis/g, "optimiz")
    .replaceAll(/[^\p{L}\p{N}+-]+/gu, " ")
    .trim();
}
