import type { z } from "zod";
import { canMeasureChange, visibleChanges } from "#lib/changes/access.ts";
import { measurementFields, measurementOf } from "#lib/changes/change-row.ts";
import { type FrozenInput, freezeMeasurement } from "#lib/changes/commands/freeze-measurement.ts";
import { requestSeries } from "#lib/changes/commands/request-series.ts";
import { optionsOf } from "#lib/changes/commands/verdict-options.ts";
import { measuredVerdict } from "#lib/changes/measured-verdict.ts";
import { noSuchChange } from "#lib/changes/queries.ts";
import { type Measurement, measureChangeSchema } from "#lib/changes/schema.ts";
import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import type { NamedFile } from "#lib/core/evidence/named-file.ts";
import { parse } from "#lib/core/parse.ts";
import { metricFields, metricOf } from "#lib/metrics/queries.ts";
import { db, type Tx, transaction } from "#lib/server/db.ts";
import { type KeptFile, readFileText, writeText } from "#lib/server/files.ts";

type Input = z.output<typeof measureChangeSchema>;
type Side = "before" | "after";

/**
 * Gives a change before/after evidence for one metric and freezes it with its verdict. The status follows: a proven
 * improvement verifies the change. Without files or values the metric's own series is asked for, and fetched by a job.
 * Throws INVALID for files that cannot be read, naming file, line and fault; nothing is written then.
 */
export async function measureChange(actor: Actor, input: unknown): Promise<Measurement> {
  authorize(actor, "measurement.create");
  const asked = parse(measureChangeSchema, input);
  const metric = await loadMetric(asked.metric);
  await loadChange(db, actor, asked.number);
  if (asked.before === undefined && asked.after === undefined) return requestSeries(actor, asked);
  const files = {
    before: await filesOf(actor, asked, "before"),
    after: await filesOf(actor, asked, "after"),
  };
  const options = optionsOf(asked, metric);
  const computed = measuredVerdict(
    { before: files.before.map((file) => file.read), after: files.after.map((file) => file.read) },
    options,
  );
  const id = await transaction(async (tx) => {
    const change = await loadChange(tx, actor, asked.number, true);
    const inputs = [
      ...(await keptInputs(tx, actor, files.before, "before", computed.formats.before)),
      ...(await keptInputs(tx, actor, files.after, "after", computed.formats.after)),
    ];
    const recordedById = userIdOf(actor);
    return freezeMeasurement(tx, actor, { change, metric, computed, options, inputs, recordedById });
  });
  const row = await db.measurement.findUniqueOrThrow({
    where: { id },
    select: { ...measurementFields, primaryOf: { select: { id: true } } },
  });
  return measurementOf(row, row.primaryOf !== null);
}

async function loadMetric(key: string) {
  const row = await db.metric.findUnique({
    where: { key },
    select: { ...metricFields, id: true },
  });
  if (!row)
    throw invalid([{ path: "metric", message: `There is no metric with the key "${key}". Add it first.` }]);
  return { ...metricOf(row), id: row.id };
}

async function loadChange(tx: Tx, actor: Actor, number: number, lock = false) {
  if (lock) await tx.$queryRaw`SELECT 1 FROM "Change" WHERE "number" = ${number} FOR UPDATE`;
  const change = await tx.change.findFirst({ where: { AND: [{ number }, visibleChanges(actor)] } });
  if (!change || !canMeasureChange(actor, change)) throw noSuchChange(number);
  if (change.status === "abandoned") {
    throw new AppError("CONFLICT", `C-${number} was abandoned: there is nothing to measure.`);
  }
  return change;
}

type SideFile = { read: NamedFile; kept: KeptFile | null };

/** Uploaded files must be the actor's own; plain values become a file like any other. */
async function filesOf(actor: Actor, asked: Input, side: Side): Promise<SideFile[]> {
  const given = asked[side];
  if (given === undefined) throw invalid([{ path: side, message: `Give files or values for ${side}.` }]);
  if (!Array.isArray(given)) {
    const text = `${JSON.stringify(given.values)}\n`;
    return [{ read: { name: `${side}.json`, text, sha256: await sha256Of(text) }, kept: null }];
  }
  const kept = await db.storedFile.findMany({
    where: { id: { in: given }, ...(actor.kind === "system" ? {} : { uploadedById: userIdOf(actor) }) },
    select: { id: true, name: true, bytes: true, sha256: true },
  });
  return Promise.all(
    given.map(async (id, index) => {
      const file = kept.find((candidate) => candidate.id === id);
      if (!file)
        throw invalid([{ path: `${side}.${index}`, message: "This is not a file that you uploaded." }]);
      return { read: { name: file.name, text: await readFileText(db, id), sha256: file.sha256 }, kept: file };
    }),
  );
}

async function keptInputs(
  tx: Tx,
  actor: Actor,
  files: SideFile[],
  side: Side,
  formats: string[],
): Promise<FrozenInput[]> {
  const rows: FrozenInput[] = [];
  for (const [position, { read, kept }] of files.entries()) {
    const file =
      kept ?? (await writeText(tx, { name: read.name, text: read.text, uploadedById: userIdOf(actor) }));
    rows.push({ side, position, format: formats[position] ?? "", file });
  }
  return rows;
}

async function sha256Of(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Buffer.from(digest).toString("hex");
}
