import { z } from "zod";
import { addressesIn, codeEvidence, isWebAddress, linksOf } from "#lib/changes/deliveries/addresses.ts";
import { graphqlArgument } from "#lib/changes/deliveries/graphql-argument.ts";
import { type Incoming, momentsOf, said } from "#lib/changes/deliveries/incoming.ts";
import { oneLine, severalLines } from "#lib/changes/deliveries/plain-text.ts";
import { parse } from "#lib/core/parse.ts";

const text = z.string().max(100_000).nullish();

const deploymentSchema = z.looseObject({ version: text, changelog: text, commit: text, deepLink: text });

const eventSchema = z.looseObject({
  shortDescription: text,
  description: text,
  categoryAndTypeData: z
    .looseObject({
      categoryFields: z.looseObject({ deployment: deploymentSchema.nullish() }).nullish(),
      kind: z.looseObject({ category: text, type: text }).nullish(),
    })
    .nullish(),
  entitySearch: z.looseObject({ query: z.string().max(10_000) }).nullish(),
  entityGuid: text,
  /** Milliseconds. */
  timestamp: z.number().int().min(0).max(4e12).nullish(),
});

/** changeTrackingCreateEvent, and the changeTrackingCreateDeployment before it, as sent to NerdGraph. */
export const newRelic = {
  name: "New Relic change",
  detects: (body: Record<string, unknown>) => argumentOf(body) !== null,
  read(body: Record<string, unknown>, now: Date): Incoming[] {
    const argument = argumentOf(body);
    const event = parse(eventSchema, argument);
    const deployment = parse(
      deploymentSchema,
      event.categoryAndTypeData?.categoryFields?.deployment ?? event,
    );
    const changelog = deployment.changelog ?? "";
    const links = linksOf("link", deployment.deepLink, ...(isWebAddress(changelog) ? [changelog] : []));
    const version = deployment.version ? `Deploy ${deployment.version}` : "";
    const kind = event.categoryAndTypeData?.kind;
    const title = oneLine(
      event.shortDescription || event.description || version || kind?.category || "Change",
    );
    const more = [event.description, isWebAddress(changelog) ? "" : changelog]
      .map((part) => severalLines(part))
      .filter((part) => part !== "" && part !== title);
    const at = typeof event.timestamp === "number" ? new Date(event.timestamp) : null;
    return [
      {
        externalIds: [],
        names: [
          ...entityNames(event.entitySearch?.query ?? ""),
          ...(event.entityGuid ? [event.entityGuid] : []),
        ],
        environment: null,
        fields: said({
          title,
          description: more.join("\n\n"),
          ...momentsOf(at ?? now, null),
          evidence: codeEvidence({ commit: deployment.commit }, [
            ...links,
            ...linksOf("link", ...addressesIn(changelog)),
          ]),
          links,
        }),
        creates: true,
        note: null,
      },
    ];
  },
};

const fieldNames = ["changeTrackingEvent", "deployment"];

/** The mutation's argument: among its variables, alone, or written into the query itself. */
function argumentOf(body: Record<string, unknown>): Record<string, unknown> | null {
  for (const holder of [body.variables, body]) {
    if (!isObject(holder)) continue;
    const named = fieldNames.map((name) => holder[name]).find(isEvent);
    const any = named ?? (holder === body.variables ? Object.values(holder).find(isEvent) : undefined);
    if (any) return any;
    if (isObject(holder) && isEvent(holder) && isObject(holder.categoryAndTypeData)) return holder;
  }
  if (typeof body.query !== "string" || !/changeTrackingCreate(Event|Deployment)\b/.test(body.query))
    return null;
  const variables = isObject(body.variables) ? body.variables : {};
  for (const name of fieldNames) {
    const written = graphqlArgument(body.query, name, variables);
    if (isObject(written)) return written;
  }
  return null;
}

function isEvent(value: unknown): value is Record<string, unknown> {
  return isObject(value) && ("categoryAndTypeData" in value || "entityGuid" in value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** name = 'checkout' in an entity search. */
function entityNames(query: string): string[] {
  return [...query.matchAll(/\bname\s*(?:=|like)\s*['"]([^'"]{1,200})['"]/gi)].map(([, name = ""]) => name);
}
