/**
 * What somebody without an account is shown. Results always come with everything that weakens them; the rest is chosen.
 * What was not chosen is taken out of the data, not out of sight.
 */

import type { ChangeListItem } from "#lib/changes/schema.ts";
import type { Overview, OverviewPart, OverviewResult } from "#lib/plan/overview-schema.ts";

export const sharedParts = [
  "names",
  "owners",
  "targets",
  "next",
  "risks",
  "voices",
  "statement",
  "money",
] as const;
export type SharedPart = (typeof sharedParts)[number];

export const sharedPartNames: Record<SharedPart, string> = {
  names: "Names of changes and systems",
  owners: "Names of people",
  targets: "Targets",
  next: "What is planned next",
  risks: "Risks",
  voices: "What users said",
  statement: "What a reviewer stated, with its reason",
  money: "What it cost and saves",
};

/** Not shared unless somebody asks for it. */
export const heldBackParts: readonly SharedPart[] = ["owners", "money"];

export function sharedOverview(overview: Overview, parts: readonly SharedPart[]): Overview {
  const shows = (part: SharedPart) => parts.includes(part);
  const named = shows("names");
  const changeOf = (change: ChangeListItem): ChangeListItem => ({
    ...change,
    ...(named ? {} : { title: "", system: "", systemName: "", practice: null, practiceName: null }),
    owner: shows("owners") && change.owner ? { name: change.owner.name, email: "" } : null,
    // Machines, versions and settings are nobody's business outside.
    primary: change.primary && {
      ...change.primary,
      verdict: { ...change.primary.verdict, environment: {}, warnings: [], seed: "" },
    },
  });
  const resultOf = ({ change, sharedWith }: OverviewResult) => ({ change: changeOf(change), sharedWith });
  const partOf = <Part extends OverviewPart>(part: Part): Part => ({
    ...part,
    results: part.results.map(resultOf),
  });
  return {
    ...overview,
    // Free words may name anything: they go only where names do.
    stated:
      shows("statement") && named && overview.stated
        ? { ...overview.stated, by: shows("owners") ? overview.stated.by : "" }
        : null,
    better: overview.better.map(partOf),
    worse: partOf(overview.worse),
    withdrawn: partOf(overview.withdrawn),
    inconclusive: partOf(overview.inconclusive),
    reported: partOf(overview.reported),
    gains: overview.gains.map(resultOf),
    risks: shows("risks")
      ? overview.risks.flatMap((risk): Overview["risks"] => {
          if ("change" in risk) return [resultOf(risk)];
          return risk.href.startsWith("/metrics/") && !shows("targets") ? [] : [{ ...risk, href: "" }];
        })
      : [],
    voices: shows("voices") ? overview.voices.map((voice) => ({ ...voice, href: "" })) : [],
    targets: shows("targets") ? overview.targets : [],
    worth:
      shows("money") && overview.worth
        ? {
            ...overview.worth,
            sentences: overview.worth.sentences.map((sentence) => ({ ...sentence, href: "" })),
          }
        : null,
    next:
      shows("next") && named
        ? overview.next.map((work) => ({ ...work, owner: shows("owners") ? work.owner : null }))
        : [],
    // They are the reader's who has an account.
    asks: [],
    quarters: [],
  };
}
