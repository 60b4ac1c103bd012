import { isAppError } from "#lib/core/errors.ts";
import { atomXml, type Feed } from "#lib/feedback/atom.ts";
import {
  entryFeed,
  feedbackFeed,
  noFeed,
  publicFeedbackFeed,
  shippedFeed,
} from "#lib/feedback/queries/feeds.ts";
import { feedActor } from "#lib/server/auth/feed-actor.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { env } from "#lib/server/env.ts";

export const dynamic = "force-dynamic";

/** /feeds/feedback.atom for everybody; /feeds/SECRET/feedback.atom, shipped.atom or F-64.atom for whoever has it. */
export async function GET(_request: Request, { params }: { params: Promise<{ path: string[] }> }) {
  try {
    const feed = await feedAt((await params).path);
    return new Response(atomXml(feed, env.BASE_URL), {
      headers: {
        "content-type": "application/atom+xml; charset=utf-8",
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    if (isAppError(error) && error.code === "NOT_FOUND") return new Response(error.message, { status: 404 });
    throw error;
  }
}

async function feedAt(path: string[]): Promise<Feed> {
  if (path.length === 1 && path[0] === "feedback.atom") return publicFeedbackFeed(systemActor("public feed"));
  const [secret = "", name = "", ...more] = path;
  if (more.length > 0 || name === "") throw noFeed();
  const actor = await feedActor(secret);
  if (name === "feedback.atom") return feedbackFeed(actor);
  if (name === "shipped.atom") return shippedFeed(actor);
  const number = Number(/^F-(\d{1,9})\.atom$/.exec(name)?.[1] ?? 0);
  if (number === 0) throw noFeed();
  return entryFeed(actor, { number });
}
