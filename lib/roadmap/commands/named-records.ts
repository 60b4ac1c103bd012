import { visibleChanges } from "#lib/changes/access.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { type Fault, invalid } from "#lib/core/errors.ts";
import { visibleFeedback } from "#lib/feedback/access.ts";
import type { Tx } from "#lib/server/db.ts";

/** What an item names by key, e-mail or number. `undefined` stays undefined: "leave it". */
export type Names = {
  objective?: string | null;
  system?: string | null;
  expected?: { metric: string } | null;
  owner?: string | null;
  changes?: number[];
  feedback?: number[];
};

export type NamedIds = {
  objectiveId?: string | null;
  systemId?: string | null;
  /** For search. */
  systemName?: string | null;
  /** Whose the system is now. */
  systemTeam?: string | null;
  metricId?: string | null;
  ownerId?: string | null;
  changeIds?: string[];
  feedbackIds?: string[];
};

/** Looks all names up and refuses the input naming every one that does not exist, or that the actor may not see. */
export async function namedRecords(tx: Tx, actor: Actor, names: Names): Promise<NamedIds> {
  const faults: Fault[] = [];
  const ids: NamedIds = {};
  const missing = (path: string, message: string) => faults.push({ path, message });
  if (names.objective !== undefined) {
    const key = names.objective;
    const row = key === null ? null : await tx.objective.findUnique({ where: { key }, select: { id: true } });
    if (key !== null && !row) missing("objective", `There is no objective with the key "${key}".`);
    ids.objectiveId = row?.id ?? null;
  }
  if (names.system !== undefined) {
    const key = names.system;
    const row =
      key === null
        ? null
        : await tx.system.findUnique({ where: { key }, select: { id: true, name: true, team: true } });
    if (key !== null && !row) missing("system", `There is no system with the key "${key}".`);
    ids.systemId = row?.id ?? null;
    ids.systemName = row?.name ?? null;
    ids.systemTeam = row?.team ?? null;
  }
  if (names.expected !== undefined) {
    const key = names.expected?.metric ?? null;
    const row = key === null ? null : await tx.metric.findUnique({ where: { key }, select: { id: true } });
    if (key !== null && !row) missing("expected.metric", `There is no metric with the key "${key}".`);
    ids.metricId = row?.id ?? null;
  }
  if (names.owner !== undefined) {
    const email = names.owner?.toLowerCase() ?? null;
    const row = email === null ? null : await tx.user.findUnique({ where: { email }, select: { id: true } });
    if (email !== null && !row) missing("owner", `Nobody here has the e-mail address "${email}".`);
    ids.ownerId = row?.id ?? null;
  }
  if (names.changes) ids.changeIds = await changeIdsOf(tx, actor, names.changes, faults);
  if (names.feedback) ids.feedbackIds = await feedbackIdsOf(tx, actor, names.feedback, faults);
  if (faults.length > 0) throw invalid(faults);
  return ids;
}

async function changeIdsOf(tx: Tx, actor: Actor, numbers: number[], faults: Fault[]): Promise<string[]> {
  const rows = await tx.change.findMany({
    where: { AND: [{ number: { in: numbers } }, visibleChanges(actor)] },
    select: { id: true, number: true },
  });
  const ids = new Map(rows.map((row) => [row.number, row.id]));
  return numbers.map((number, index) => {
    const id = ids.get(number);
    if (!id) {
      faults.push({
        path: `changes.${index}`,
        message: `There is no change C-${number}, or you may not see it.`,
      });
    }
    return id ?? "";
  });
}

async function feedbackIdsOf(tx: Tx, actor: Actor, numbers: number[], faults: Fault[]): Promise<string[]> {
  const rows = await tx.feedback.findMany({
    where: { AND: [{ number: { in: numbers } }, visibleFeedback(actor)] },
    select: { id: true, number: true },
  });
  const missing = numbers.filter((number) => !rows.some((row) => row.number === number));
  for (const number of missing) {
    faults.push({ path: "feedback", message: `There is no feedback F-${number}, or you may not see it.` });
  }
  return rows.map((row) => row.id);
}
