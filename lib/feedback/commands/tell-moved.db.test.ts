import { expect, test } from "vitest";
import { editFeedback } from "#lib/feedback/commands/edit-feedback.ts";
import { followFeedback } from "#lib/feedback/commands/follow.ts";
import { tellMoved } from "#lib/feedback/commands/tell-moved.ts";
import { voteForFeedback } from "#lib/feedback/commands/vote.ts";
import { db } from "#lib/server/db.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { newsOf, people, portal, sentFeedback } from "#lib/testing/feedback-world.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";

const ofMove = async (userId: string) =>
  (await newsOf(userId)).filter(({ event }) => event === "feedback.answered");

test("whoever is behind an entry hears where the team moved it and why, once; who moved it does not", async () => {
  const lead = await actorOf("lead");
  const [author, voter, muted, stranger] = await people(4);
  if (!author || !voter || !muted || !stranger) throw new Error("Nobody came.");
  const { number, title } = await sentFeedback({ by: author });
  for (const person of [voter, muted, lead]) await voteForFeedback(person, { number });
  await followFeedback(muted, { number, follow: false });

  await editFeedback(lead, { number, status: "planned", reason: "It comes with the new search." });
  expect(await runSentJobs()).toContain("feedback.moved");
  const { id: move } = await db.feedbackMove.findFirstOrThrow({
    where: { feedback: { number } },
    orderBy: { createdAt: "desc" },
  });
  // A job may run twice.
  await tellMoved(portal, { move });
  for (const person of [author, voter]) {
    expect(await ofMove(person.userId)).toMatchObject([
      {
        title: `F-${number} is now “Planned”: ${title}`,
        body: "It comes with the new search.",
        path: `/feedback/${number}`,
        answers: [],
      },
    ]);
  }
  for (const person of [muted, stranger, lead]) expect(await ofMove(person.userId)).toEqual([]);
  await expect(tellMoved(lead, { move })).rejects.toMatchObject({ code: "FORBIDDEN" });

  // Words that are mended are no move, and neither is the status that it has already.
  await editFeedback(lead, { number, status: "planned", body: "More." });
  expect(await runSentJobs()).not.toContain("feedback.moved");
});

test("what is for the team alone is told to nobody outside it", async () => {
  const lead = await actorOf("lead");
  const [author, voter] = await people(2);
  if (!author || !voter) throw new Error("Nobody came.");
  const { number } = await sentFeedback({ by: author });
  await voteForFeedback(voter, { number });
  await editFeedback(lead, { number, visibility: "team", status: "planned" });
  await runSentJobs();
  expect(await ofMove(voter.userId)).toEqual([]);
  expect(await ofMove(author.userId)).toHaveLength(1);
});
