/**
 * The access table: which role may do what. It is the only one; pages hide by it and verbs refuse by it.
 *
 * It speaks of kinds of action. Which rows an allowed role sees is the noun's own `access.ts` (canX with its visibleX).
 * The portal itself (SystemActor) may do everything; a token may do what its user may, if its scope allows.
 */

import type { Role } from "#lib/core/access/actor.ts";

const everyone: readonly Role[] = ["admin", "lead", "reviewer", "executive", "member"];
const writers: readonly Role[] = ["admin", "lead"];
/** Only the portal itself: its command line, and what a one-time link has proved. */
const nobody: readonly Role[] = [];

export const permissions = {
  "portal.set-up": nobody,
  "organisation.view": everyone,
  "organisation.edit": ["admin"],
  "user.list": ["admin"],
  "user.create": nobody,
  "user.invite": ["admin"],
  "invitation.accept": nobody,
  "user.edit": ["admin"],
  "people.list": everyone,
  "account.edit": everyone,
  "session.list": everyone,
  "session.end": everyone,
  "token.list": everyone,
  "token.create": everyone,
  "token.revoke": everyone,
  "notification.view": everyone,
  "notification.edit": everyone,
  "notification.unsubscribe": nobody,
  "mail.deliver": nobody,
  "audit.view": ["admin"],
  "audit.export": ["admin"],
  /** On the portal's own machine, by its command line. */
  "portal.back-up": nobody,
  "portal.restore": nobody,
  "system.view": everyone,
  "system.create": writers,
  "system.edit": writers,
  "objective.view": everyone,
  "objective.create": writers,
  "objective.edit": writers,
  "metric.view": everyone,
  "metric.create": writers,
  "metric.edit": writers,
  "source.list": writers,
  "source.create": ["admin"],
  "source.edit": ["admin"],
  "source.try": writers,
  "sample.view": everyone,
  "sample.push": writers,
  "sample.roll-up": nobody,
  "sample.retain": nobody,
  "test-run.view": everyone,
  "test-run.create": writers,
  "practice.view": everyone,
  "practice.create": ["admin"],
  "practice.edit": ["admin"],
  "change.view": everyone,
  "change.record": writers,
  "change.edit": writers,
  "change.move": ["admin", "lead", "reviewer"],
  "change.override": ["admin", "reviewer"],
  "webhook.list": ["admin"],
  "webhook.create": ["admin"],
  "webhook.edit": ["admin"],
  /** What a signature has proved. */
  "webhook.receive": nobody,
  "webhook.prune": nobody,
  "roadmap.view": everyone,
  "roadmap.create": ["admin", "lead", "reviewer"],
  "roadmap.edit": ["admin", "lead", "reviewer"],
  "roadmap.keep": everyone,
  "roadmap.tell": nobody,
  "measurement.view": everyone,
  "measurement.create": writers,
  "measurement.fetch": nobody,
  "watch.check": nobody,
  "shift.view": everyone,
  "shift.dismiss": writers,
  "alert.view": everyone,
  "alert.receive": writers,
  "alert.raise": nobody,
  "file.upload": writers,
  "file.clean-up": ["admin"],
  "review.view": everyone,
  "review.open": ["admin", "reviewer"],
  "review.decide": ["admin", "reviewer"],
  "review.comment": ["admin", "lead", "reviewer", "executive"],
  "review.sign": ["admin", "reviewer"],
  /** Saying in one's own words what a quarter amounts to. */
  "quarter.state": ["admin", "reviewer"],
  "review.reopen": ["admin", "reviewer"],
  "review-action.close": ["admin", "lead", "reviewer"],
  "review-settings.edit": ["admin"],
  /** The daily reminder. */
  "review.remind": nobody,
  "review.carry": nobody,
  "feedback.view": everyone,
  "feedback.submit": everyone,
  /** What comes in without signing in: the form's door, for which the portal itself stands in. */
  "feedback.submit-anonymously": nobody,
  "feedback.vote": everyone,
  "feedback.comment": everyone,
  "feedback.follow": everyone,
  "feedback.answer": everyone,
  "feedback.triage": ["admin", "lead", "reviewer"],
  "feedback.moderate": ["admin", "lead", "reviewer"],
  "feedback-note.view": ["admin", "lead", "reviewer"],
  "feedback-note.create": ["admin", "lead", "reviewer"],
  "feedback-report.view": ["admin", "lead", "reviewer", "executive"],
  "feedback.configure": ["admin"],
  /** Telling voters what a change brought: only the worker. */
  "feedback.tell": nobody,
  "rating.view": everyone,
  "rating.create": everyone,
  "feed.list": everyone,
  "feed.create": everyone,
  "feed.revoke": everyone,
  "plan.view": everyone,
  "plan.export": everyone,
  /** Taking an existing plan apart, and recording its changes as drafts. */
  "plan.read-in": writers,
  "overview.tell": nobody,
  "share.list": ["admin", "lead", "reviewer", "executive"],
  "share.create": ["admin", "lead", "reviewer", "executive"],
  "share.revoke": ["admin", "lead", "reviewer", "executive"],
  "share.open": nobody,
  "narrative.edit": ["admin", "lead", "reviewer"],
  "sample.load": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** Reading needs the token scope "read", everything else "write". */
export function scopeOf(permission: Permission): "read" | "write" {
  return permission.endsWith(".view") || permission.endsWith(".list") || permission.endsWith(".export")
    ? "read"
    : "write";
}
