import { editChange } from "#lib/changes/commands/edit-change.ts";
import { moveChange } from "#lib/changes/commands/move-change.ts";
import type { Change } from "#lib/changes/schema.ts";
import { changePatchSchema } from "#lib/changes/schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";

/** One door for both: `{status, reason}` moves a change, anything else edits it. Not both at once. */
export async function patchChange(actor: Actor, input: unknown): Promise<Change> {
  const { status, reason, ...edit } = parse(changePatchSchema, input);
  if (status === undefined) {
    if (reason !== undefined) throw invalid([{ path: "reason", message: "A reason goes with a status." }]);
    return editChange(actor, input);
  }
  const others = Object.keys(edit).filter((name) => name !== "number");
  if (others.length > 0) {
    throw invalid(others.map((path) => ({ path, message: "Move the change first, then edit it." })));
  }
  return moveChange(actor, { number: edit.number, status, reason });
}
