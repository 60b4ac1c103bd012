/**
 * How far an item is, as its changes' verdicts have it. Applied is not effective: an item is proven only when nothing
 * of it waits, something proved better and nothing that still stands proved worse. An override proves nothing.
 */

import type { ShownOutcome, Status } from "#lib/changes/model.ts";
import { countInWords, listInWords } from "#lib/core/words.ts";

export const progresses = ["planned", "measuring", "proven", "not-proven"] as const;
export type Progress = (typeof progresses)[number];

export const progressNames: Record<Progress, string> = {
  planned: "Planned",
  measuring: "Being measured",
  proven: "Proven",
  "not-proven": "Not proven",
};

export type DeliveringChange = { status: Status; outcome: ShownOutcome };

export function progressOf(changes: DeliveringChange[]): Progress {
  const standing = changes.filter((change) => !isWithdrawn(change));
  const carriedOut = standing.filter((change) => !isWaiting(change));
  if (carriedOut.length === 0)
    return standing.length === 0 && triedAndFailed(changes) ? "not-proven" : "planned";
  if (standing.some((change) => isWaiting(change) || change.outcome === "none")) return "measuring";
  const proven = carriedOut.some((change) => change.outcome === "improved");
  const worse = carriedOut.some((change) => change.outcome === "regressed");
  return proven && !worse ? "proven" : "not-proven";
}

/** "Proven", "1 of 3 proven so far", "Not proven: one regressed, one inconclusive". */
export function progressInWords(changes: DeliveringChange[]): string {
  const progress = progressOf(changes);
  const standing = changes.filter((change) => !isWithdrawn(change));
  const improved = standing.filter((change) => change.outcome === "improved").length;
  if (progress === "measuring" && improved > 0) return `${improved} of ${standing.length} proven so far`;
  if (progress === "not-proven" && standing.length > 0) {
    const counts = (["regressed", "unchanged", "inconclusive", "reported", "improved"] as const).flatMap(
      (outcome) => {
        const count = standing.filter((change) => change.outcome === outcome).length;
        return count === 0 ? [] : [`${countInWords(count)} ${outcome}`];
      },
    );
    return `${progressNames[progress]}: ${listInWords(counts)}`;
  }
  if (progress === "not-proven") return "Not proven: taken back";
  return progressNames[progress];
}

function isWaiting({ status }: DeliveringChange): boolean {
  return status === "draft" || status === "planned" || status === "in-progress";
}

function isWithdrawn({ status }: DeliveringChange): boolean {
  return status === "rolled-back" || status === "abandoned";
}

/** Rolled back, or abandoned with a verdict: it was tried. Abandoned before it was applied it was not. */
function triedAndFailed(changes: DeliveringChange[]): boolean {
  return changes.some((change) => change.status === "rolled-back" || change.outcome !== "none");
}
