import { type AppError, invalid } from "#lib/core/errors.ts";
import { quarterLabel } from "#lib/core/time.ts";
import type { Standing } from "#lib/roadmap/model.ts";
import type { AskedReason } from "#lib/roadmap/standing.ts";

/** The refusal of what has to be explained and was not; an item without a number is only about to be added. */
export function missingReason(asked: AskedReason, number: number | null, { quarter }: Standing): AppError {
  const item = number === null ? "the item" : `R-${number}`;
  return invalid([{ path: "reason", message: messages[asked](item, quarter) }]);
}

const messages: Record<AskedReason, (item: string, quarter: string | null) => string> = {
  promised: (item, quarter) =>
    `${item} was promised for ${quarter === null ? "" : quarterLabel(quarter)}, which has begun. Say why it moves: the quarter's review shows it.`,
  unmeasured: (item) =>
    `What ${item} brought is not known yet: its changes have no verdict, or not all of them. Measure first, or say why it is done without; its history shows it.`,
};
