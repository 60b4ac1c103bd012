import { receiveAlerts } from "#lib/alerts/commands/receive-alerts.ts";
import { listAlerts } from "#lib/alerts/queries.ts";
import { alertmanagerSchema, alertSchema, listAlertsSchema, receivedSchema } from "#lib/alerts/schema.ts";
import { pageSchema } from "#lib/core/paging.ts";
import { procedure } from "#lib/server/http/procedure.ts";

export const alertsApi = {
  list: procedure({
    method: "GET",
    path: "/alerts",
    tag: "Alerts",
    summary: "List alerts, the latest first",
    permission: "alert.view",
    input: listAlertsSchema,
    output: pageSchema(alertSchema),
    verb: listAlerts,
  }),
  receive: procedure({
    method: "POST",
    path: "/webhooks/alertmanager",
    tag: "Alerts",
    summary: "Take what an Alertmanager sends",
    description:
      "The bearer secret is a token of the portal with the scope write (http_config.authorization.credentials). Labels metric, system, service, app or job that are keys of the portal say what an alert is about. A delivery seen twice counts once.",
    permission: "alert.receive",
    input: alertmanagerSchema,
    output: receivedSchema,
    status: 202,
    bodyLimitMb: 8,
    verb: receiveAlerts,
  }),
};

export const alertsSchemas = { Alert: alertSchema };
