import { isAppError } from "#lib/core/errors.ts";
import { escaped, plainPage } from "#lib/core/plain-page.ts";
import { requestAddress } from "#lib/server/auth/request-address.ts";
import { takeFromLimit } from "#lib/server/rate-limit.ts";

/** Pages that are opened by a secret alone: secrets are not to be tried out. */
const open = /^\/shared\//;
const perMinute = { limit: 60, windowSeconds: 60 };

/**
 * Counts a visit to such a page. No page of Next can answer 429, so whoever asks too often is answered
 * here, before it: 429 and when to come back. Null where the page may answer.
 */
export async function refusedAtDoor(request: Request, nonce: string): Promise<Response | null> {
  if (!open.test(new URL(request.url).pathname)) return null;
  const address = requestAddress(request.headers.get("x-forwarded-for"));
  try {
    await takeFromLimit(`shared:${address}`, perMinute);
    return null;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return new Response(refusalHtml(error.message, nonce), {
      status: error.code === "LIMIT" ? 429 : 503,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
        "retry-after": String(error.retryAfterSeconds ?? perMinute.windowSeconds),
      },
    });
  }
}

function refusalHtml(sentence: string, nonce: string): string {
  const main = `<h1>This link shows nothing right now</h1><p>${escaped(sentence)}</p>`;
  return plainPage({ title: "Too many requests", main, style, nonce });
}

const style = "main { max-width: 28rem; margin: 18vh auto 0; padding: 0 1.25rem; }";
