import { pageInputSchema, pageSchema } from "#lib/core/paging.ts";
import { procedure } from "#lib/server/http/procedure.ts";
import { createObjective, createSystem, editObjective, editSystem } from "#lib/systems/commands.ts";
import { getObjective, getSystem, listObjectives, listSystems } from "#lib/systems/queries.ts";
import {
  listSystemsSchema,
  objectiveEditSchema,
  objectiveInputSchema,
  objectiveSchema,
  systemEditSchema,
  systemInputSchema,
  systemKeySchema,
  systemSchema,
} from "#lib/systems/schema.ts";

export const systemsApi = {
  list: procedure({
    method: "GET",
    path: "/systems",
    tag: "Systems",
    summary: "List systems",
    description: "By name. Archived ones only with archived=true.",
    permission: "system.view",
    input: listSystemsSchema,
    output: pageSchema(systemSchema),
    verb: listSystems,
  }),
  create: procedure({
    method: "POST",
    path: "/systems",
    tag: "Systems",
    summary: "Add a system",
    permission: "system.create",
    input: systemInputSchema,
    output: systemSchema,
    status: 201,
    verb: createSystem,
  }),
  get: procedure({
    method: "GET",
    path: "/systems/{key}",
    tag: "Systems",
    summary: "Read a system",
    permission: "system.view",
    input: systemKeySchema,
    output: systemSchema,
    verb: getSystem,
  }),
  edit: procedure({
    method: "PATCH",
    path: "/systems/{key}",
    tag: "Systems",
    summary: "Edit a system",
    description: "Rename, describe, archive or bring back. Its key never changes.",
    permission: "system.edit",
    input: systemEditSchema,
    output: systemSchema,
    verb: editSystem,
  }),
};

export const objectivesApi = {
  list: procedure({
    method: "GET",
    path: "/objectives",
    tag: "Objectives",
    summary: "List objectives with their targets",
    permission: "objective.view",
    input: pageInputSchema,
    output: pageSchema(objectiveSchema),
    verb: listObjectives,
  }),
  create: procedure({
    method: "POST",
    path: "/objectives",
    tag: "Objectives",
    summary: "Add an objective",
    permission: "objective.create",
    input: objectiveInputSchema,
    output: objectiveSchema,
    status: 201,
    verb: createObjective,
  }),
  get: procedure({
    method: "GET",
    path: "/objectives/{key}",
    tag: "Objectives",
    summary: "Read an objective",
    permission: "objective.view",
    input: systemKeySchema,
    output: objectiveSchema,
    verb: getObjective,
  }),
  edit: procedure({
    method: "PATCH",
    path: "/objectives/{key}",
    tag: "Objectives",
    summary: "Edit an objective",
    description: "Targets, when given, replace all targets.",
    permission: "objective.edit",
    input: objectiveEditSchema,
    output: objectiveSchema,
    verb: editObjective,
  }),
};

export const systemsSchemas = { System: systemSchema, Objective: objectiveSchema };
