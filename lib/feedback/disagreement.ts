import type { ShownOutcome } from "#lib/changes/model.ts";
import { wilsonInterval } from "#lib/core/statistics/proportions.ts";
import type { Shift } from "#lib/feedback/rating-shift.ts";
import type { SolvedCounts } from "#lib/feedback/schema.ts";

type Heard = { outcome: ShownOutcome; shift: Shift["shift"]; solved: SolvedCounts };

/**
 * Where people and metrics say opposite things, in a sentence; null where they do not, or where too few have spoken to
 * tell. It weakens no verdict: it says that something else may matter to people than what was measured.
 */
export function disagreement({ outcome, shift, solved }: Heard): string | null {
  const better = shift !== null && shift.low > 0;
  const worse = shift !== null && shift.high < 0;
  if (outcome === "improved") {
    if (worse) return "The metrics say improved, but people rate the system lower than before.";
    if (mostlyUnsolved(solved))
      return "The metrics say improved, but most who asked for it say it is not solved.";
    return null;
  }
  if (outcome === "regressed" && better) {
    return "The metrics say it got worse, but people rate the system higher than before.";
  }
  if (outcome === "unchanged" && (better || worse)) {
    return `The metrics did not move, but people rate the system ${better ? "higher" : "lower"} than before.`;
  }
  return null;
}

/** More than half say no, and not by chance: the lower end of the share's interval is above one half. */
function mostlyUnsolved({ yes, partly, no }: SolvedCounts): boolean {
  const all = yes + partly + no;
  return all > 0 && wilsonInterval(no, all).low > 0.5;
}
