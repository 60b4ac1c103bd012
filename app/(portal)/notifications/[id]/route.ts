import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import type { Actor } from "#lib/core/access/actor.ts";
import { isAppError } from "#lib/core/errors.ts";
import { answerSolved } from "#lib/feedback/commands/answer-solved.ts";
import { questionAt } from "#lib/feedback/solved-path.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { openNotification } from "#lib/users/commands/read-notifications.ts";

/**
 * The address of one piece of news, here and in mails: marks it as read and goes on to where it leads. A mail that asks
 * whether something is solved carries the answers as addresses too: one press gives one. Nobody but its reader knows the
 * id of a piece of news, so nobody else can make them press it.
 */
export async function GET(
  request: NextRequest,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const actor = await pageActor();
  const { path } = await shown(openNotification(actor, await params));
  const answer = request.nextUrl.searchParams.get("answer");
  if (answer !== null) await answered(actor, path, answer);
  redirect(path);
}

/** What cannot be answered any more says so where it leads, by not being answered. */
async function answered(actor: Actor, path: string, answer: string): Promise<void> {
  const question = questionAt(path);
  if (!question) return;
  try {
    await answerSolved(actor, { ...question, answer });
  } catch (error) {
    if (!isAppError(error) || error.code === "INTERNAL") throw error;
  }
}
