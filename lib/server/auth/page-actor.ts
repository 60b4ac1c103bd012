import { headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import type { Actor, UserActor } from "#lib/core/access/actor.ts";
import { may } from "#lib/core/access/authorize.ts";
import type { Permission } from "#lib/core/access/permissions.ts";
import { isAppError } from "#lib/core/errors.ts";
import { pathHeader } from "#lib/server/auth/page-headers.ts";
import { findSessionActor } from "#lib/server/auth/session-actor.ts";

/** Who reads this page. A signed-out reader is sent to the sign-in page and comes back here. */
export async function pageActor(): Promise<UserActor> {
  return (await findSessionActor()) ?? (await toSignIn());
}

/** Shows the forbidden page to those who would be refused anyway: for pages that are only a form. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!may(actor, permission)) forbidden();
}

/**
 * What a verb answers, or the page for its refusal: not found, forbidden, sign in. What a page asks for stands in its
 * address, so that input which cannot be read is a mistyped address. Anything else is thrown on.
 */
export async function shown<Result>(reading: Promise<Result>): Promise<Result> {
  try {
    return await reading;
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code === "NOT_FOUND" || error.code === "INVALID") notFound();
    if (error.code === "FORBIDDEN") forbidden();
    if (error.code === "UNAUTHENTICATED") return toSignIn();
    throw error;
  }
}

/** What a verb answers, or its refusal in words: for pages that show the refusal themselves. */
export async function orRefusal<Result>(
  reading: Promise<Result>,
): Promise<{ answer: Result; refusal: null } | { answer: null; refusal: string }> {
  try {
    return { answer: await reading, refusal: null };
  } catch (error) {
    if (isAppError(error) && error.code !== "INTERNAL")
      return { answer: null, refusal: error.faults[0]?.message ?? error.message };
    throw error;
  }
}

async function toSignIn(): Promise<never> {
  const path = (await headers()).get(pathHeader);
  redirect(path && path !== "/" ? `/sign-in?to=${encodeURIComponent(path)}` : "/sign-in");
}
