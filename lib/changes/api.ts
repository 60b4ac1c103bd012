import { z } from "zod";
import { dismissShift, dismissShiftSchema } from "#lib/changes/commands/dismiss-shift.ts";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { patchChange } from "#lib/changes/commands/patch-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { metricShiftSchema, metricShifts, metricShiftsSchema } from "#lib/changes/queries/metric-shifts.ts";
import { getChange, getFile, listChanges, usesOfFile } from "#lib/changes/queries.ts";
import {
  changeInputSchema,
  changeListItemSchema,
  changeNumberSchema,
  changePatchSchema,
  changeSchema,
  fileIdSchema,
  listChangesSchema,
  measureChangeSchema,
  measurementSchema,
} from "#lib/changes/schema.ts";
import { pageSchema } from "#lib/core/paging.ts";
import { verdictSchema } from "#lib/core/statistics/verdict-schema.ts";
import { procedure } from "#lib/server/http/procedure.ts";

export const changesApi = {
  list: procedure({
    method: "GET",
    path: "/changes",
    tag: "Changes",
    summary: "List changes",
    description:
      "Filtered, sorted and a page at a time. quarter is a quarter of the organisation's fiscal year, like 2026-Q4. team is a team's name in any spelling, or none.",
    permission: "change.view",
    input: listChangesSchema,
    output: pageSchema(changeListItemSchema),
    verb: listChanges,
  }),
  record: procedure({
    method: "POST",
    path: "/changes",
    tag: "Changes",
    summary: "Record a change",
    permission: "change.record",
    input: changeInputSchema,
    output: changeSchema,
    status: 201,
    verb: recordChange,
  }),
  get: procedure({
    method: "GET",
    path: "/changes/{number}",
    tag: "Changes",
    summary: "Read a change with its measurements",
    permission: "change.view",
    input: changeNumberSchema,
    output: changeSchema,
    verb: getChange,
  }),
  patch: procedure({
    method: "PATCH",
    path: "/changes/{number}",
    tag: "Changes",
    summary: "Edit or move a change",
    description:
      "{status, reason} moves it; anything else edits it. An edit may carry the version it was begun on, and is refused with 409 when the change has moved on since.",
    permission: "change.edit",
    input: changePatchSchema,
    output: changeSchema,
    verb: patchChange,
  }),
  measure: procedure({
    method: "POST",
    path: "/changes/{number}/measurements",
    tag: "Changes",
    summary: "Add before/after evidence",
    description:
      "Result files as multipart/form-data (before and after, one or more each), or {values: […]} a side, one value a run. Files that hold several quantities need the metric's own quantity or a field quantity. The verdict is computed at once and frozen with its inputs. Without either side the metric's own series (its source, or pushed samples) is fetched: 202 with verdict null; window is the length of each side, like 7d. Until the window after is full the verdict says so far (frozen: false) and decides nothing.",
    permission: "measurement.create",
    input: measureChangeSchema,
    output: measurementSchema,
    status: 201,
    files: { before: "many", after: "many" },
    bodyLimitMb: 20,
    pending: (measurement) => measurement.verdict === null,
    verb: measureChange,
  }),
};

export const shiftsApi = {
  list: procedure({
    method: "GET",
    path: "/metrics/{key}/changepoints",
    tag: "Metrics",
    summary: "Where a metric moved, and what may have moved it",
    description:
      "Found in the metric's whole history without knowing when anything was changed, each shift with the recorded changes that may have made it. days and until ask for a part of the history: so many days up to a time, or to now; index then counts from its first point.",
    permission: "shift.view",
    input: metricShiftsSchema,
    output: z.object({ items: z.array(metricShiftSchema), nextCursor: z.null() }),
    verb: metricShifts,
  }),
  dismiss: procedure({
    method: "POST",
    path: "/metrics/{key}/changepoints/dismissals",
    tag: "Metrics",
    summary: "Say why a shift needs no recorded change",
    permission: "shift.dismiss",
    input: dismissShiftSchema,
    output: z.object({ at: z.iso.datetime(), reason: z.string() }),
    status: 201,
    verb: dismissShift,
  }),
};

export const filesApi = {
  get: procedure({
    method: "GET",
    path: "/files/{id}",
    tag: "Files",
    summary: "Download a raw input file",
    description: "For whoever uploaded it, or may see a change or test run that rests on it.",
    permission: "measurement.view",
    input: fileIdSchema,
    output: z.never(),
    downloads: ["application/octet-stream"],
    verb: getFile,
  }),
};

export const changesSchemas = {
  Verdict: verdictSchema,
  Measurement: measurementSchema,
  ChangeListItem: changeListItemSchema,
  Change: changeSchema,
};

/** For the door of uploads: where the same bytes are evidence already. */
export const fileUseVerbs = { uses: usesOfFile };
