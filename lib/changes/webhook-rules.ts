import type { Area } from "#lib/changes/model.ts";

/** Which repository or service belongs to which system. A star stands for anything: saypro/*. */
export type WebhookRule = {
  match: string;
  system: string;
  area?: Area | undefined;
  practice?: string | undefined;
};

/** The first rule that fits one of the names. */
export function ruleFor(names: string[], rules: WebhookRule[]): WebhookRule | null {
  return rules.find(({ match }) => names.some((name) => fits(name, match))) ?? null;
}

/** Deployments elsewhere are tries; what names no environment counts, and no list means all. */
export function isWanted(environment: string | null, environments: string[]): boolean {
  if (environment === null || environments.length === 0) return true;
  return environments.some((wanted) => fits(environment, wanted));
}

function fits(name: string, match: string): boolean {
  // Without a regular expression: a pattern from outside must not be able to take long.
  const [first = "", ...rest] = match.toLowerCase().split("*");
  let left = name.toLowerCase();
  if (rest.length === 0) return left === first;
  if (!left.startsWith(first)) return false;
  left = left.slice(first.length);
  const last = rest.pop() ?? "";
  for (const part of rest) {
    const at = left.indexOf(part);
    if (at < 0) return false;
    left = left.slice(at + part.length);
  }
  return left.endsWith(last);
}

const areaAndPractice = /^([a-z-]+)(?:\/([a-z0-9.-]+))?$/;

/** Rules as people write them, one a line: saypro/royalty = royalty-calculation, database/indexing. */
export function rulesOfText(
  text: string,
): { match: string; system: string; area?: string; practice?: string }[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const at = line.lastIndexOf("=");
      const [match, target] = at < 0 ? [line, ""] : [line.slice(0, at).trim(), line.slice(at + 1)];
      const [system = "", kind = ""] = target.split(",").map((part) => part.trim());
      const [, area, practice] = areaAndPractice.exec(kind) ?? [];
      return { match, system, ...(kind ? { area: area ?? kind } : {}), ...(practice ? { practice } : {}) };
    });
}

export function textOfRules(rules: WebhookRule[]): string {
  return rules
    .map(({ match, system, area, practice }) => {
      const kind = area ? `, ${area}${practice ? `/${practice}` : ""}` : "";
      return `${match} = ${system}${kind}`;
    })
    .join("\n");
}
