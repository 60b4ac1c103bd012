import type { Actor } from "#lib/core/access/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { findSessionActor } from "#lib/server/auth/session-actor.ts";
import { tokenActor } from "#lib/server/auth/token-actor.ts";
import { takeFromLimit } from "#lib/server/rate-limit.ts";

const perMinute = 3_000;

/**
 * Who calls, counted against their limit. A signed-in browser may only read: a page of another site that sends a form
 * here has nothing to aim at.
 */
export async function callerOf(request: Request): Promise<Actor> {
  const authorization = request.headers.get("authorization");
  const actor = authorization === null ? await readerOf(request) : await tokenActor(authorization);
  const whose = actor.kind === "token" ? `token:${actor.tokenId}` : `user:${actor.userId}`;
  await takeFromLimit(`api:${whose}`, { limit: perMinute, windowSeconds: 60 });
  return readingItsAnswer(actor, request);
}

/** A write answers with what it wrote: a token that may only write reads that much. */
function readingItsAnswer(actor: Actor, request: Request): Actor {
  const writes = request.method !== "GET" && request.method !== "HEAD";
  if (actor.kind !== "token" || !writes || !actor.scopes.includes("write")) return actor;
  return { ...actor, scopes: ["read", "write"] };
}

async function readerOf(request: Request) {
  const reader = await findSessionActor();
  if (!reader) throw new AppError("UNAUTHENTICATED", "Send a token: Authorization: Bearer <token>.");
  if (request.method !== "GET" && request.method !== "HEAD") {
    throw new AppError(
      "FORBIDDEN",
      "From a signed-in browser the API can only be read. Writing needs a token.",
    );
  }
  return reader;
}
