import { z } from "zod";
import {
  auditActionsSchema,
  auditEventSchema,
  auditVerificationSchema,
  exportAuditSchema,
  listAuditSchema,
  verifyAuditSchema,
} from "#lib/core/audit/schema.ts";
import { pageSchema } from "#lib/core/paging.ts";
import { exportAudit } from "#lib/server/audit/export-audit.ts";
import { listAudit, listAuditActions } from "#lib/server/audit/list-audit.ts";
import { verifyAudit } from "#lib/server/audit/verify-audit.ts";
import { procedure } from "#lib/server/http/procedure.ts";

const tag = "Audit log";

export const auditApi = {
  list: procedure({
    method: "GET",
    path: "/audit",
    tag,
    summary: "List what was written, the newest first",
    description:
      "actor is an e-mail, the id of an account, or portal for what the portal did by itself; objectId goes with object; from belongs to the range, to does not.",
    permission: "audit.view",
    input: listAuditSchema,
    output: pageSchema(auditEventSchema),
    verb: listAudit,
  }),
  actions: procedure({
    method: "GET",
    path: "/audit/actions",
    tag,
    summary: "List the actions that stand in the log",
    permission: "audit.view",
    input: z.strictObject({}),
    output: auditActionsSchema,
    verb: listAuditActions,
  }),
  verify: procedure({
    method: "GET",
    path: "/audit/verification",
    tag,
    summary: "Verify that the log is whole",
    description:
      "Computes the chain of hashes again. expect takes a head that was kept elsewhere, HASH or HASH:COUNT: with it, also rows cut off at the end are found. damage names the first bad row and what happened to it.",
    permission: "audit.view",
    input: verifyAuditSchema,
    output: auditVerificationSchema,
    verb: verifyAudit,
  }),
  export: procedure({
    method: "GET",
    path: "/audit/export",
    tag,
    summary: "Export the log as CSV or JSON lines with a manifest",
    description:
      "A tar.gz of the rows in the order of the chain and of manifest.json: filter, count, first and last hash, SHA-256. Every export is logged.",
    permission: "audit.export",
    input: exportAuditSchema,
    output: z.never(),
    downloads: ["application/gzip"],
    verb: exportAudit,
  }),
};

export const auditSchemas = { AuditEvent: auditEventSchema, AuditVerification: auditVerificationSchema };
