/**
 * Idempotency-Key: the same key and body give the first answer again, for 24 hours and one token.
 *
 * The key is claimed before the verb runs and the answer is kept after it. In between, the verb's own transaction marks
 * the claim as carried out, so a process that dies before it could answer never leads to a second write. What
 * `run` throws (answers of 500 and above, and 429) is not kept: such a request may be sent again.
 */

import type { Actor } from "#lib/core/access/actor.ts";
import { invalid } from "#lib/core/errors.ts";
import { alongWrites } from "#lib/server/along-writes.ts";
import { db, type Tx } from "#lib/server/db.ts";
import { Refusal } from "#lib/server/http/problem.ts";

/** Runs a verb so that its transaction also marks the claim. */
export type Marked = <Result>(verb: () => Promise<Result>) => Promise<Result>;

type Claim = { tokenId: string; key: string; requestHash: string; createdAt: Date };

const keptMs = 24 * 3_600_000;
/** No request runs this long: whoever claimed the key has died. */
const staleMs = 10 * 60_000;

/** Runs a request once per key. Throws 422 for the same key with another body, 409 while the first is in flight. */
export async function once(
  actor: Actor,
  request: Request,
  requestHash: string,
  run: (marked: Marked) => Promise<Response>,
): Promise<Response> {
  const key = request.headers.get("idempotency-key");
  if (request.method !== "POST" || key === null || actor.kind !== "token") return run((verb) => verb());
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw invalid([{ path: "Idempotency-Key", message: "A key has 1 to 255 visible ASCII characters." }]);
  }
  const claim = { tokenId: actor.tokenId, key, requestHash, createdAt: new Date() };
  const first = await claimed(claim);
  if (first) return first;
  try {
    const response = await run((verb) => alongWrites((tx) => markCarriedOut(tx, claim), verb));
    return await kept(claim, response);
  } catch (error) {
    await release(claim);
    throw error;
  }
}

/** Null when the key is now ours, else the first answer. */
async function claimed(claim: Claim): Promise<Response | null> {
  const { count } = await db.idempotentRequest.createMany({ data: [claim], skipDuplicates: true });
  if (count === 1) return null;
  const row = await db.idempotentRequest.findUnique({
    where: { tokenId_key: { tokenId: claim.tokenId, key: claim.key } },
  });
  if (!row) throw inFlight();
  const age = claim.createdAt.getTime() - row.createdAt.getTime();
  if (age > keptMs) return takeOver(claim, row.createdAt);
  if (row.requestHash !== claim.requestHash) throw otherBody();
  if (row.status !== null) return again(row.status, row.body ?? "", row.contentType);
  if (age <= staleMs) throw inFlight();
  if (row.carriedOut) throw answerLost();
  return takeOver(claim, row.createdAt);
}

async function takeOver(claim: Claim, from: Date): Promise<null> {
  const { tokenId, key } = claim;
  const fresh = { ...claim, status: null, body: null, contentType: null, carriedOut: false };
  const { count } = await db.idempotentRequest.updateMany({
    where: { tokenId, key, createdAt: from },
    data: fresh,
  });
  if (count === 0) throw inFlight();
  return null;
}

async function markCarriedOut(tx: Tx, { tokenId, key, createdAt }: Claim): Promise<void> {
  const { count } = await tx.idempotentRequest.updateMany({
    where: { tokenId, key, createdAt },
    data: { carriedOut: true },
  });
  if (count === 0) throw inFlight();
}

async function kept({ tokenId, key, createdAt }: Claim, response: Response): Promise<Response> {
  const body = await response.text();
  await db.idempotentRequest.updateMany({
    where: { tokenId, key, createdAt },
    data: { status: response.status, body, contentType: response.headers.get("content-type") },
  });
  return new Response(body, { status: response.status, headers: response.headers });
}

/** A request that failed for a reason of ours may come again, unless its write was already done. */
async function release({ tokenId, key, createdAt }: Claim): Promise<void> {
  await db.idempotentRequest.deleteMany({ where: { tokenId, key, createdAt, carriedOut: false } });
}

/** Removes answers that nobody can ask for any more; how many. For the worker, now and then. */
export async function forgetOldRequests(now = new Date()): Promise<number> {
  const { count } = await db.idempotentRequest.deleteMany({
    where: { createdAt: { lt: new Date(now.getTime() - keptMs) } },
  });
  return count;
}

function again(status: number, body: string, contentType: string | null): Response {
  const headers = new Headers({ "idempotency-replayed": "true" });
  if (contentType) headers.set("content-type", contentType);
  return new Response(body, { status, headers });
}

function otherBody(): Refusal {
  return new Refusal(
    422,
    "This Idempotency-Key was used with another request. Take a new key for a new request.",
    {
      faults: [{ path: "Idempotency-Key", message: "Used with another request." }],
    },
  );
}

function inFlight(): Refusal {
  return new Refusal(
    409,
    "The first request with this Idempotency-Key is still being answered. Ask again soon.",
    {
      headers: { "retry-after": "1" },
    },
  );
}

function answerLost(): Refusal {
  return new Refusal(
    409,
    "The first request with this Idempotency-Key was carried out, but its answer was lost. Look at what it made; to do it again, take a new key.",
  );
}
