import { pageSchema } from "#lib/core/paging.ts";
import { createItem } from "#lib/roadmap/commands/create-item.ts";
import { patchItem } from "#lib/roadmap/commands/patch-item.ts";
import { getItem, listItems } from "#lib/roadmap/queries.ts";
import {
  itemDetailSchema,
  itemInputSchema,
  itemNumberSchema,
  itemPatchSchema,
  itemSchema,
  listItemsSchema,
} from "#lib/roadmap/schema.ts";
import { procedure } from "#lib/server/http/procedure.ts";

export const roadmapApi = {
  list: procedure({
    method: "GET",
    path: "/roadmap",
    tag: "Roadmap",
    summary: "List roadmap items",
    description:
      "In the order people gave them unless sorted otherwise. quarter is a quarter of the organisation's fiscal year, like 2026-Q4, or none; change gives the items that a change delivers.",
    permission: "roadmap.view",
    input: listItemsSchema,
    output: pageSchema(itemSchema),
    verb: listItems,
  }),
  create: procedure({
    method: "POST",
    path: "/roadmap",
    tag: "Roadmap",
    summary: "Add a roadmap item",
    description:
      "Horizon and quarter follow each other where only one is given: now is the running quarter, next the one after it. The score is computed: reach × impact × confidence ÷ effort. What is added as done and has no verdict needs a reason.",
    permission: "roadmap.create",
    input: itemInputSchema,
    output: itemDetailSchema,
    status: 201,
    verb: createItem,
  }),
  get: procedure({
    method: "GET",
    path: "/roadmap/{number}",
    tag: "Roadmap",
    summary: "Read a roadmap item with its moves",
    permission: "roadmap.view",
    input: itemNumberSchema,
    output: itemDetailSchema,
    verb: getItem,
  }),
  patch: procedure({
    method: "PATCH",
    path: "/roadmap/{number}",
    tag: "Roadmap",
    summary: "Edit or move a roadmap item",
    description:
      "{horizon, quarter, before, reason} moves it; anything else edits it. What takes something from a quarter that has begun needs a reason, be it a move or archived; so does done without a verdict. changes, when given, replaces all.",
    permission: "roadmap.edit",
    input: itemPatchSchema,
    output: itemDetailSchema,
    verb: patchItem,
  }),
};

export const roadmapSchemas = { RoadmapItem: itemSchema, RoadmapItemDetail: itemDetailSchema };
