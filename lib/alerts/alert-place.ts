/** Labels that may name a metric or a system of the portal by its key, the surest first. */
const metricLabels = ["metric", "portal_metric"];
const systemLabels = ["system", "portal_system", "service", "app", "job"];

/** What an alert is about, as far as its labels say so in keys that the portal knows. */
export function alertPlace(
  labels: Record<string, string>,
  known: { metrics: ReadonlyMap<string, Place>; systems: ReadonlyMap<string, string> },
): Place {
  for (const label of metricLabels) {
    const found = known.metrics.get(labels[label] ?? "");
    if (found) return found;
  }
  for (const label of systemLabels) {
    const systemId = known.systems.get(labels[label] ?? "");
    if (systemId) return { metricId: null, systemId };
  }
  return { metricId: null, systemId: null };
}

export type Place = { metricId: string | null; systemId: string | null };

/** The keys that could be meant. */
export function possibleKeys(all: Record<string, string>[]): { metrics: string[]; systems: string[] } {
  const values = (names: string[]) => [
    ...new Set(all.flatMap((labels) => names.flatMap((name) => labels[name] ?? []))),
  ];
  return { metrics: values(metricLabels), systems: values(systemLabels) };
}
