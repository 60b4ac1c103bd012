import { z } from "zod";
import type { Incoming } from "#lib/changes/deliveries/incoming.ts";
import { line } from "#lib/core/fields.ts";
import { parse } from "#lib/core/parse.ts";

const oneSchema = z.looseObject({ externalId: line(200, "The id").optional() });
const manySchema = z.strictObject({
  changes: z.array(oneSchema).min(1, "Give at least one change.").max(100, "At most 100 changes a delivery."),
});

/** A change as POST /changes takes it, or {changes: […]} of them, each with an id of the sender's own if it likes. */
export const ownWords = {
  name: "change",
  read(body: Record<string, unknown>): Incoming[] {
    const all = "changes" in body ? parse(manySchema, body).changes : [parse(oneSchema, body)];
    return all.map(({ externalId, ...fields }) => ({
      externalIds: externalId === undefined ? [] : [`own:${externalId}`],
      names: typeof fields.system === "string" ? [fields.system] : [],
      environment: null,
      fields,
      creates: true,
      note: null,
    }));
  },
};
