import type { UserActor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { sessionActor } from "#lib/server/auth/session-actor.ts";
import { env } from "#lib/server/env.ts";
import { finished, refused, requestIdOf } from "#lib/server/http/answer.ts";
import { bodyOf } from "#lib/server/http/json-body.ts";
import { allowanceOf, fileName, refuseAnnounced } from "#lib/server/http/multipart.ts";
import { files } from "#lib/server/http/router.ts";
import { takeFromLimit } from "#lib/server/rate-limit.ts";
import { dropSpooled, spool } from "#lib/server/spool.ts";

/**
 * Keeps one raw file that a signed-in person drops on a page: POST /uploads?name=before.csv with its bytes as the body.
 * Answers {id, name, bytes, sha256, duplicateOf}.
 */
export async function answerUpload(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    refuseOtherSites(request);
    const actor = await sessionActor();
    authorize(actor, "file.upload");
    await takeFromLimit(`upload:user:${actor.userId}`, { limit: 300, windowSeconds: 60 });
    return finished(Response.json(await kept(actor, request), { status: 201 }), requestId);
  } catch (error) {
    return finished(refused(error, request, requestId), requestId);
  }
}

async function kept(actor: UserActor, request: Request) {
  const limitBytes = env.UPLOAD_LIMIT_MB * 1024 * 1024;
  refuseAnnounced(request.headers, limitBytes, limitBytes);
  const name = fileName(new URL(request.url).searchParams.get("name") ?? undefined);
  const spooled = await spool(bodyOf(request), allowanceOf(limitBytes));
  try {
    const uses = await files.uses(actor, { sha256: spooled.sha256 });
    const [file] = await files.store(actor, [{ name, spooled }]);
    return { ...file, duplicateOf: uses.length > 0 ? uses : null };
  } finally {
    await dropSpooled([spooled]);
  }
}

/** The cookie alone proves nothing about who wrote the request; this header only a page of ours can send. */
function refuseOtherSites(request: Request): void {
  const ours = request.headers.get("x-portal-upload") === "1";
  const site = request.headers.get("sec-fetch-site");
  if (ours && (site === "same-origin" || (site === null && isSameOrigin(request)))) return;
  throw new AppError(
    "FORBIDDEN",
    "Files are only taken from the portal's own pages. The API takes them with a token.",
  );
}

function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  return origin !== null && URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}
