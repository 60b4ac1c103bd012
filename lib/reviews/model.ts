/**
 * What a review may become, and what may be decided in it. Decisions are only added: a changed mind is a new one with
 * its reason. A review is signed when nothing in it is unmarked and its quarter is over; after that it never changes.
 */

import type { ShownOutcome, Status } from "#lib/changes/model.ts";
import { quarterLabel } from "#lib/core/time.ts";
import { counted } from "#lib/core/words.ts";

const decisions = ["keep", "follow-up", "roll-back", "measure-again"] as const;
/** `open` is no decision: it marks a change to be carried into the next review. */
export const marks = [...decisions, "open"] as const;
export type Mark = (typeof marks)[number];

export const markNames: Record<Mark, string> = {
  keep: "Keep",
  "follow-up": "Follow up",
  "roll-back": "Roll back",
  "measure-again": "Measure again",
  open: "Open",
};

export const actionStatuses = ["open", "done", "dropped"] as const;
export type ActionStatus = (typeof actionStatuses)[number];

/** A change is reviewed once it was begun and applied, or given up. */
export const reviewedStatuses: readonly Status[] = [
  "applied",
  "measuring",
  "verified",
  "rolled-back",
  "abandoned",
];

export type Policy = { signers: number; fourEyes: boolean; dueDays: number };
export const defaultPolicy: Policy = { signers: 2, fourEyes: true, dueDays: 14 };

export type DecisionContext = {
  number: number;
  status: Status;
  outcome: ShownOutcome;
  /** Its proven gain was found lost in the quarter that is reviewed. */
  gainLost: boolean;
  /** What was decided before in this review. */
  before: Mark | null;
  /** Who owns or recorded the change. */
  authorIds: string[];
  deciderId: string;
  fourEyes: boolean;
};

/** Why a decision is refused, in words for the person who decides; null when it is taken. */
export function refusalOfDecision(mark: Mark, note: string, context: DecisionContext): string | null {
  const { number, before, fourEyes, authorIds, deciderId } = context;
  if (mark !== "open" && fourEyes && authorIds.includes(deciderId)) {
    return `C-${number} is yours: whoever owns or recorded a change does not decide about it. Ask another reviewer.`;
  }
  if (note.trim() !== "") return null;
  if (before !== null && before !== mark && before !== "open") {
    return `It was decided to ${inWords[before]}. Say why that changes: both decisions stay in the record.`;
  }
  return noteNeeded(mark, context);
}

/** A decision against what the evidence says needs its reason. */
function noteNeeded(mark: Mark, { number, outcome, status, gainLost }: DecisionContext): string | null {
  const standing = status !== "rolled-back" && status !== "abandoned";
  if (gainLost && standing) {
    return mark === "keep" ? `The gain of C-${number} is lost. Say why it is kept.` : null;
  }
  if (mark === "keep" && outcome === "regressed" && standing) {
    return `The verdict of C-${number} says it got worse. Say why it is kept.`;
  }
  if (mark === "roll-back" && outcome === "improved" && standing) {
    return `The verdict of C-${number} says it got better. Say why it is rolled back.`;
  }
  return null;
}

const inWords: Record<Mark, string> = {
  keep: "keep it",
  "follow-up": "follow it up",
  "roll-back": "roll it back",
  "measure-again": "measure it again",
  open: "leave it open",
};

export type SigningContext = {
  sealed: boolean;
  /** Changes without any mark. */
  unmarked: number;
  endsAt: Date;
  now: Date;
  /** Whether this person's signature under the same content is there already. */
  signedAlready: boolean;
};

/** Why nobody can sign now; null when a signature is taken. */
export function refusalOfSignature(context: SigningContext): string | null {
  if (context.sealed)
    return "This review is signed. A correction becomes a new version: reopen it with a reason.";
  if (context.now < context.endsAt)
    return "The quarter is not over: changes may still come. Sign when it has ended.";
  if (context.unmarked > 0) {
    return `${counted(context.unmarked, "change has", "changes have")} neither a decision nor a mark as open. Decide, or mark as open what is carried into the next quarter.`;
  }
  return context.signedAlready ? "You have signed this already. Somebody else's signature is missing." : null;
}

export const sealedRefusal =
  "This review is signed and takes nothing more. Reopen it with a reason to go on.";

/** Why a team's part cannot be marked as gone through, or a mark not be taken back; null when it can. */
export function refusalOfTeamMark(mark: {
  name: string;
  goneThrough: boolean;
  /** It is marked as gone through already. */
  marked: boolean;
  unmarked: number;
}): string | null {
  if (mark.goneThrough === mark.marked) {
    return mark.marked
      ? `The part of ${mark.name} is marked as gone through already.`
      : `The part of ${mark.name} is not marked as gone through.`;
  }
  if (!mark.goneThrough || mark.unmarked === 0) return null;
  return `${counted(mark.unmarked, "change", "changes")} of ${mark.name} still ${
    mark.unmarked === 1 ? "waits" : "wait"
  } for a decision. Decide, or mark what is left as open.`;
}

/** Why nothing can be stated of a quarter now; null when a statement is taken. */
export function refusalOfStatement(
  quarter: string,
  /** `beginsOn` is the day of a quarter that is still to come. */
  { beginsOn, sealed }: { beginsOn: string | null; sealed: boolean },
): string | null {
  if (beginsOn !== null) return `${quarterLabel(quarter)} begins on ${beginsOn}. State it then.`;
  if (!sealed) return null;
  return `The review of ${quarterLabel(quarter)} is signed, and what was stated of the quarter with it. Reopen the review with a reason to state something else.`;
}
