import { roadmapItemId } from "#lib/changes/commands/roadmap-link.ts";
import type { Area } from "#lib/changes/model.ts";
import { type Fault, invalid } from "#lib/core/errors.ts";
import type { Tx } from "#lib/server/db.ts";

/** What a change names by key or e-mail, and the ids behind it. `undefined` stays undefined: "leave it". */
export type Names = {
  area: Area;
  practice?: string | null;
  system?: string;
  owner?: string | null;
  prediction?: { metric: string } | null;
  guardrails?: string[];
  roadmapItem?: string | null;
};

export type NamedIds = {
  practiceId?: string | null;
  systemId?: string;
  /** Whose the system is now. */
  systemTeam?: string | null;
  ownerId?: string | null;
  predictedMetricId?: string | null;
  guardrailIds?: string[];
  roadmapItemId?: string | null;
  /** For search: what people call the things. */
  words: string[];
};

/** Looks all names up at once and refuses the input naming every one that does not exist. */
export async function namedRecords(tx: Tx, names: Names): Promise<NamedIds> {
  const faults: Fault[] = [];
  const words: string[] = [];
  const ids: NamedIds = { words };
  if (names.system !== undefined) {
    const system = await tx.system.findUnique({
      where: { key: names.system },
      select: { id: true, name: true, team: true },
    });
    if (!system)
      faults.push({ path: "system", message: `There is no system with the key "${names.system}".` });
    else words.push(system.name);
    ids.systemId = system?.id ?? "";
    ids.systemTeam = system?.team ?? null;
  }
  if (names.practice !== undefined) ids.practiceId = await practiceId(tx, names, faults, words);
  if (names.owner !== undefined) ids.ownerId = await ownerId(tx, names.owner, faults);
  const metrics = [...(names.guardrails ?? []), ...(names.prediction ? [names.prediction.metric] : [])];
  const metricIds = await metricIdsOf(tx, metrics);
  const metricId = (key: string, path: string) => {
    const id = metricIds.get(key);
    if (!id) faults.push({ path, message: `There is no metric with the key "${key}".` });
    return id ?? "";
  };
  if (names.prediction !== undefined) {
    ids.predictedMetricId = names.prediction ? metricId(names.prediction.metric, "prediction.metric") : null;
  }
  ids.guardrailIds = names.guardrails?.map((key, index) => metricId(key, `guardrails.${index}`));
  if (names.roadmapItem !== undefined) {
    ids.roadmapItemId = names.roadmapItem && (await roadmapItemId(tx, names.roadmapItem, faults));
  }
  if (faults.length > 0) throw invalid(faults);
  return ids;
}

async function practiceId(tx: Tx, names: Names, faults: Fault[], words: string[]): Promise<string | null> {
  if (!names.practice) return null;
  const practice = await tx.practice.findUnique({ where: { key: names.practice } });
  if (!practice) {
    faults.push({ path: "practice", message: `There is no practice with the key "${names.practice}".` });
  } else if (practice.area !== names.area) {
    faults.push({ path: "practice", message: `"${practice.name}" belongs to the area ${practice.area}.` });
  } else {
    words.push(practice.name);
  }
  return practice?.id ?? null;
}

async function ownerId(tx: Tx, email: string | null, faults: Fault[]): Promise<string | null> {
  if (!email) return null;
  const owner = await tx.user.findUnique({ where: { email: email.toLowerCase() }, select: { id: true } });
  if (!owner) faults.push({ path: "owner", message: `Nobody here has the e-mail address "${email}".` });
  return owner?.id ?? null;
}

async function metricIdsOf(tx: Tx, keys: string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.metric.findMany({ where: { key: { in: keys } }, select: { id: true, key: true } });
  return new Map(rows.map((row) => [row.key, row.id]));
}
