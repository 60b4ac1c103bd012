import { devlake } from "#lib/changes/deliveries/devlake.ts";
import { grafana } from "#lib/changes/deliveries/grafana.ts";
import { honeycomb } from "#lib/changes/deliveries/honeycomb.ts";
import { heard, type Incoming, type Reading } from "#lib/changes/deliveries/incoming.ts";
import { newRelic } from "#lib/changes/deliveries/new-relic.ts";
import { ownWords } from "#lib/changes/deliveries/own-words.ts";

type DeliveryFormat = {
  name: string;
  detects: (body: Record<string, unknown>) => boolean;
  read: (body: Record<string, unknown>, now: Date) => Incoming[];
};

/** What POST /webhooks/changes reads. A body that no tool is known by speaks of changes as POST /changes does. */
export const deliveryFormats: DeliveryFormat[] = [newRelic, devlake, grafana, honeycomb];

export function readDelivery(body: Record<string, unknown>, now: Date): Reading {
  const own = "changes" in body || ("title" in body && "area" in body);
  const format = own ? ownWords : (deliveryFormats.find(({ detects }) => detects(body)) ?? ownWords);
  return heard(
    format.name,
    format.read(body, now).map((one) => ({ ...one, externalIds: idsOf(format.name, one, body) })),
  );
}

const times = ["appliedAt", "startedAt", "rolloutStart"];

/**
 * Without an id of the sender's own, what it says is its id, where it says when it happened: the same again is the same
 * change for ever. What names no time may well happen again.
 */
function idsOf(format: string, { externalIds, fields }: Incoming, body: Record<string, unknown>): string[] {
  if (externalIds.length > 0) return externalIds;
  const timed = format === ownWords.name ? times.some((name) => name in fields) : saysWhen(body);
  return timed ? [`${format}: ${JSON.stringify(fields)}`] : [];
}

/** Whether a tool's payload holds a time at all: readers fill in the moment of its coming where it does not. */
function saysWhen(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(saysWhen);
  if (typeof value === "string") return /\btimestamp\s*:/.test(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(
    ([name, inner]) => (/(time|date)/i.test(name) && typeof inner !== "object") || saysWhen(inner),
  );
}
