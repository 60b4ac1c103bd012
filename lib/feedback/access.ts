/**
 * Who sees which feedback. What is held back or rejected is seen by its author and by those who moderate; what is for
 * the team, by its author and the team; everything else by everyone who is signed in. `canX` answers for one row,
 * `visibleX` is the same rule as a filter: a test proves that they agree.
 */

import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { may } from "#lib/core/access/authorize.ts";
import { teamRoles } from "#lib/feedback/model.ts";

export type FeedbackRights = { visibility: string; moderation: string; authorId: string | null };

export function canSeeFeedback(actor: Actor, entry: FeedbackRights): boolean {
  if (!may(actor, "feedback.view")) return false;
  if (seesAll(actor) || isForEveryone(entry)) return true;
  const userId = userIdOf(actor);
  return userId !== null && entry.authorId === userId;
}

/** Also for readers who are nobody in particular. */
export function isForEveryone(entry: Pick<FeedbackRights, "visibility" | "moderation">): boolean {
  return entry.moderation === "approved" && entry.visibility !== "team";
}

export function visibleFeedback(actor: Actor) {
  if (!may(actor, "feedback.view")) return { id: { in: [] as string[] } };
  if (seesAll(actor)) return {};
  const published = { moderation: "approved", visibility: { not: "team" } };
  const userId = userIdOf(actor);
  return userId === null ? published : { OR: [published, { authorId: userId }] };
}

/** The same rule the other way round: the people who see an entry. */
export function readersOf({ visibility, moderation, authorId }: FeedbackRights) {
  if (moderation === "approved" && visibility !== "team") return {};
  const team = { role: { in: [...teamRoles] } };
  return authorId === null ? team : { OR: [team, { id: authorId }] };
}

/** Notes are the team's: whoever may not read them does not learn that there are any. */
export function canSeeNotes(actor: Actor, entry: FeedbackRights): boolean {
  return may(actor, "feedback-note.view") && canSeeFeedback(actor, entry);
}

export function visibleNotes(actor: Actor) {
  return may(actor, "feedback-note.view")
    ? { feedback: visibleFeedback(actor) }
    : { id: { in: [] as string[] } };
}

/** An author mends the own words; the team those of everybody. */
export function canEditFeedback(actor: Actor, entry: FeedbackRights): boolean {
  if (!canSeeFeedback(actor, entry) || !may(actor, "feedback.submit")) return false;
  return may(actor, "feedback.triage") || (userIdOf(actor) !== null && entry.authorId === userIdOf(actor));
}

export function canRemoveComment(actor: Actor, comment: { authorId: string | null }): boolean {
  if (!may(actor, "feedback.comment")) return false;
  return (
    may(actor, "feedback.moderate") || (userIdOf(actor) !== null && comment.authorId === userIdOf(actor))
  );
}

/** Own feed addresses only, by a person at a browser. */
export function canSeeFeedSecret(actor: Actor, secret: { userId: string }): boolean {
  return actor.kind === "user" && secret.userId === actor.userId;
}

export function visibleFeedSecrets(actor: Actor) {
  return actor.kind === "user" ? { userId: actor.userId } : { id: { in: [] as string[] } };
}

/** By role, whatever the scopes of a token: reading needs no right to write. */
function seesAll(actor: Actor): boolean {
  return actor.kind === "system" || teamRoles.includes(actor.role);
}
