/** What "find anything" answers: a name, what it is, and where it lies. */
export type Found = { label: string; kind: string; href: string };

type Named = { key: string; name: string };

/** Changes first, then metrics, then systems; at most twelve. */
export function foundOf(found: {
  changes: { number: number; title: string }[];
  metrics: Named[];
  systems: Named[];
}): Found[] {
  return [
    ...found.changes.map(({ number, title }) => ({
      label: title,
      kind: `Change C-${number}`,
      href: `/changes/${number}`,
    })),
    ...found.metrics.map(({ key, name }) => ({ label: name, kind: "Metric", href: `/metrics/${key}` })),
    ...found.systems.map(({ key, name }) => ({ label: name, kind: "System", href: `/systems/${key}` })),
  ].slice(0, 12);
}
