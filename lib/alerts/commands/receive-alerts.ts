import type { z } from "zod";
import { alertPlace, type Place, possibleKeys } from "#lib/alerts/alert-place.ts";
import { tellOwners } from "#lib/alerts/commands/tell-owners.ts";
import { alertmanagerSchema, type receivedSchema } from "#lib/alerts/schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";

type Received = z.infer<typeof receivedSchema>;
type Delivered = z.output<typeof alertmanagerSchema>["alerts"][number];

/**
 * Takes what an Alertmanager sends. An alert is known by its fingerprint and the time it began: a delivery seen twice, and
 * the reminders that follow, change nothing. Owners of changes near it hear of a new one.
 */
export async function receiveAlerts(actor: Actor, input: unknown): Promise<Received> {
  authorize(actor, "alert.receive");
  const { alerts } = parse(alertmanagerSchema, input);
  return transaction(async (tx) => {
    const placeOf = await places(tx, alerts);
    const answer = { received: alerts.length, fired: 0, resolved: 0 };
    for (const alert of alerts) {
      const place = placeOf(alert.labels);
      const fired = await fire(tx, alert, place);
      if (fired) {
        answer.fired += 1;
        if (alert.status === "firing") await tellOwners(tx, newsOf(alert, place, fired));
      }
      if (alert.status === "resolved") answer.resolved += await resolve(tx, alert);
    }
    if (answer.fired + answer.resolved > 0) {
      const names = [...new Set(alerts.map(({ labels }) => titleOf(labels)))].slice(0, 20);
      const data = { ...answer, names };
      await audit(tx, actor, { action: "alert.receive", entity: "alert", entityId: names[0] ?? "", data });
    }
    return answer;
  });
}

async function places(tx: Tx, alerts: Delivered[]) {
  const keys = possibleKeys(alerts.map(({ labels }) => labels));
  const [metrics, systems] = await Promise.all([
    tx.metric.findMany({
      where: { key: { in: keys.metrics } },
      select: { id: true, key: true, systemId: true },
    }),
    tx.system.findMany({ where: { key: { in: keys.systems } }, select: { id: true, key: true } }),
  ]);
  const known = {
    metrics: new Map(metrics.map(({ key, id, systemId }) => [key, { metricId: id, systemId }])),
    systems: new Map(systems.map(({ key, id }) => [key, id])),
  };
  return (labels: Record<string, string>) => alertPlace(labels, known);
}

/** The number of the new alert; null where it was known already. */
async function fire(tx: Tx, alert: Delivered, place: Place): Promise<number | null> {
  const [row] = await tx.alert.createManyAndReturn({
    skipDuplicates: true,
    data: [
      {
        origin: "alertmanager",
        fingerprint: alert.fingerprint,
        startsAt: alert.startsAt,
        title: titleOf(alert.labels).slice(0, 200),
        description: (alert.annotations.summary ?? alert.annotations.description ?? "").slice(0, 2_000),
        severity: (alert.labels.severity ?? "").slice(0, 40),
        labels: alert.labels,
        url: urlOf(alert.generatorURL),
        ...place,
      },
    ],
    select: { number: true },
  });
  return row?.number ?? null;
}

async function resolve(tx: Tx, { fingerprint, startsAt, endsAt }: Delivered): Promise<number> {
  const ended = endsAt ? new Date(endsAt) : new Date();
  const { count } = await tx.alert.updateMany({
    where: { origin: "alertmanager", fingerprint, startsAt, endsAt: null },
    data: { endsAt: ended },
  });
  return count;
}

function newsOf({ labels, annotations, startsAt }: Delivered, { systemId }: Place, number: number) {
  const body = (annotations.summary ?? "").slice(0, 2_000);
  return { number, systemId, startsAt, title: `${titleOf(labels)} fires`, body };
}

function titleOf(labels: Record<string, string>): string {
  return labels.alertname || "An alert without a name";
}

/** Only addresses that a browser may follow are kept. */
function urlOf(text: string | undefined): string | null {
  return text && /^https?:\/\//.test(text) && URL.canParse(text) ? text : null;
}
