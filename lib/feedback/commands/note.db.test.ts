import { afterAll, expect, test } from "vitest";
import { commentOnFeedback } from "#lib/feedback/commands/comment.ts";
import { editFeedback } from "#lib/feedback/commands/edit-feedback.ts";
import { followFeedback } from "#lib/feedback/commands/follow.ts";
import { mergeFeedback } from "#lib/feedback/commands/merge-feedback.ts";
import { noteOnFeedback } from "#lib/feedback/commands/note.ts";
import { listNotes } from "#lib/feedback/queries/comments.ts";
import { db } from "#lib/server/db.ts";
import { setEnvironment } from "#lib/server/env.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { sentFeedback } from "#lib/testing/feedback-world.ts";
import { startMailServer } from "#lib/testing/mail-server.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";

const server = await startMailServer();
setEnvironment({ SMTP_URL: server.url });
afterAll(() => server.stop());

const canary = "canary-of-a-note-9f3a";

test("the words of a note are in one table, and in no mail, message, audit row or index besides", async () => {
  const [lead, reviewer, member] = [
    await actorOf("lead"),
    await actorOf("reviewer"),
    await actorOf("member"),
  ];
  const entry = await sentFeedback({ by: member });
  const other = await sentFeedback();
  await followFeedback(reviewer, { number: entry.number, follow: true });
  const names = [reviewer, member].map(({ email }) => `@${email.split("@")[0]}`);
  const body = `${canary}: ${names.join(" and ")}, between us.`;
  await noteOnFeedback(lead, { number: entry.number, body });
  await expect(noteOnFeedback(member, { number: entry.number, body })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  // Everything that tells people something about the entry happens after it.
  await commentOnFeedback(lead, { number: entry.number, body: "We are on it." });
  await editFeedback(lead, { number: entry.number, status: "planned", reason: "Next quarter." });
  await mergeFeedback(lead, { number: other.number, into: entry.number });
  await runSentJobs();

  expect(await tablesWith(canary)).toEqual(["FeedbackNote"]);
  const toMember = server.received.filter(({ to }) => to.includes(member.email));
  const toReviewer = server.received.filter(({ to }) => to.includes(reviewer.email));
  expect(toReviewer.map(({ headers }) => headers.subject)).toContainEqual(
    expect.stringContaining(`You were mentioned in F-${entry.number}`),
  );
  expect(toMember.map(({ headers }) => headers.subject)).not.toContainEqual(
    expect.stringContaining("You were mentioned"),
  );
  expect(toMember.length).toBeGreaterThan(0);
  for (const mail of server.received) expect(JSON.stringify(mail)).not.toContain(canary);
  expect((await listNotes(reviewer, { number: entry.number })).items).toMatchObject([{ body }]);
  await expect(listNotes(member, { number: entry.number })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

/** Where in the whole database a word stands. */
async function tablesWith(word: string): Promise<string[]> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await db.$queryRawUnsafe<unknown[]>(
      `SELECT 1 FROM "${name}" AS one WHERE one::text LIKE '%${word}%' LIMIT 1`,
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}
