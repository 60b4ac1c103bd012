import { redirect } from "next/navigation";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { openNotification } from "#lib/users/commands/read-notifications.ts";

/** The address of one piece of news, here and in mails: marks it as read and goes on to where it leads. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { path } = await shown(openNotification(await pageActor(), await params));
  redirect(path);
}
