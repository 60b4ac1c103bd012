import { z } from "zod";
import { editNarrative } from "#lib/plan/commands/edit-narrative.ts";
import { overviewInputSchema, overviewSchema } from "#lib/plan/overview-schema.ts";
import { getOverview } from "#lib/plan/queries/overview.ts";
import { readPlan } from "#lib/plan/queries/read-plan.ts";
import { exportPlan } from "#lib/plan/queries.ts";
import {
  exportInputSchema,
  narrativeInputSchema,
  narrativeSchema,
  planFileSchema,
  planReadingSchema,
} from "#lib/plan/schema.ts";
import { procedure } from "#lib/server/http/procedure.ts";

export const planApi = {
  get: procedure({
    method: "GET",
    path: "/plan",
    tag: "Plan",
    summary: "Read or export the plan",
    description:
      "The plan of a quarter, a fiscal year, a range, or of everything, as JSON, Markdown, HTML, DOCX or PDF: the same numbers in each.",
    permission: "plan.export",
    input: exportInputSchema,
    output: z.never(),
    downloads: [
      "application/json",
      "text/markdown",
      "text/html",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "application/pdf",
    ],
    verb: exportPlan,
  }),
  read: procedure({
    method: "POST",
    path: "/plan/readings",
    tag: "Plan",
    summary: "Take an existing plan apart",
    description:
      "As multipart/form-data with the file: text, Markdown or DOCX, told by its content. Nothing is recorded. line counts from 1; of a DOCX it is the paragraph. relative is signed by the number itself, from and to are in the unit that the text writes; what the plan does not say is null. The claims are no evidence.",
    permission: "plan.read-in",
    input: planFileSchema,
    output: planReadingSchema,
    files: { file: "one" },
    verb: readPlan,
  }),
  narrative: procedure({
    method: "PUT",
    path: "/plan/narratives/{section}",
    tag: "Plan",
    summary: "Write a section's text",
    description:
      "version is that of the text the edit was begun on, 0 where there was none; 409 when it has moved on.",
    permission: "narrative.edit",
    input: narrativeInputSchema,
    output: narrativeSchema,
    verb: editNarrative,
  }),
};

export const overviewApi = {
  get: procedure({
    method: "GET",
    path: "/overview",
    tag: "Plan",
    summary: "Read what a quarter amounts to",
    description:
      "Results counted and never added up: proven by objective, and apart from them what got worse, was taken back, is inconclusive or only reported; targets with their distance, three gains, three risks, what was spent and what is stated as saved by the verdicts behind it, and what is asked of the caller. The running quarter unless one is given.",
    permission: "change.view",
    input: overviewInputSchema,
    output: overviewSchema,
    verb: getOverview,
  }),
};

export const planSchemas = { Overview: overviewSchema };
