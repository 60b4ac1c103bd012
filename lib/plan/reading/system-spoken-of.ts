import type { ReadChange } from "#lib/plan/reading/plan-reading.ts";
import { plainName } from "#lib/plan/reading/practice-names.ts";

/** The key of the one system that a change names, in a column or in its words; null where none or several are. */
export function systemSpokenOf(
  change: Pick<ReadChange, "title" | "details" | "system">,
  systems: readonly { key: string; name: string }[],
): string | null {
  const written = change.system === null ? "" : plainName(change.system);
  const named = systems.find(
    ({ key, name }) => written !== "" && (plainName(name) === written || key === written),
  );
  if (named) return named.key;
  const said = ` ${[change.title, ...change.details].map(plainName).join(" ")} `.replaceAll(/s(?= )/g, "");
  const spoken = systems.filter(({ name }) =>
    said.includes(` ${plainName(name).replaceAll(/s(?= |$)/g, "")} `),
  );
  return spoken.length === 1 ? (spoken[0]?.key ?? null) : null;
}
