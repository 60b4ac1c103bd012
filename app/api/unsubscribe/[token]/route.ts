import { isAppError } from "#lib/core/errors.ts";
import { requestAddress } from "#lib/server/auth/request-address.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { env } from "#lib/server/env.ts";
import { log } from "#lib/server/log.ts";
import { takeFromLimit } from "#lib/server/rate-limit.ts";
import { unsubscribe } from "#lib/users/commands/unsubscribe.ts";

/**
 * The address in List-Unsubscribe. A mail program POSTs here, without cookies, and is done (RFC 8058); a person who
 * opens it is led to a page that asks first.
 */
type Context = { params: Promise<{ token: string }> };

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  return new Response(null, {
    status: 303,
    headers: { location: `${env.BASE_URL}/unsubscribe?token=${encodeURIComponent(token)}`, ...quiet },
  });
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  try {
    const address = requestAddress(request.headers.get("x-forwarded-for"));
    await takeFromLimit(`unsubscribe:${address}`, { limit: 60, windowSeconds: 60 });
    const { token } = await params;
    await unsubscribe(systemActor("unsubscribe"), { token });
    return answer(200, "Done. You get no more mail like this.");
  } catch (error) {
    if (!isAppError(error) || error.code === "INTERNAL") {
      log.error("unsubscribe.failed", { error });
      return answer(500, "This did not work. Try again in a minute.");
    }
    return answer(error.code === "LIMIT" ? 429 : error.code === "UNAVAILABLE" ? 503 : 404, error.message);
  }
}

const quiet = { "cache-control": "no-store", "x-robots-tag": "noindex" };

function answer(status: number, text: string): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", ...quiet },
  });
}
