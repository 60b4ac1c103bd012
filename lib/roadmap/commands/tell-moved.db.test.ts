import { expect, test } from "vitest";
import { voteForFeedback } from "#lib/feedback/commands/vote.ts";
import { createItem } from "#lib/roadmap/commands/create-item.ts";
import { editItem } from "#lib/roadmap/commands/edit-item.ts";
import { moveItem } from "#lib/roadmap/commands/move-item.ts";
import { tellItemMoved } from "#lib/roadmap/commands/tell-moved.ts";
import { db } from "#lib/server/db.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { newsOf, people, portal, sentFeedback } from "#lib/testing/feedback-world.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";

const ofMove = async (userId: string) =>
  (await newsOf(userId)).filter(({ event }) => event === "roadmap.moved");

test("owner and those who asked for it hear that an item moved, once; who moved it does not", async () => {
  const [lead, owner] = [await actorOf("lead"), await actorOf("lead")];
  const [author, voter, stranger] = await people(3);
  if (!author || !voter || !stranger) throw new Error("Nobody came.");
  const { number: feedback } = await sentFeedback({ by: author });
  await voteForFeedback(voter, { number: feedback });
  const { number } = await createItem(lead, {
    ...{ title: "Quick search", owner: owner.email, feedback: [feedback] },
  });
  expect(await runSentJobs()).not.toContain("roadmap.item-moved");
  // Another place in the same lane is no move in time.
  await moveItem(lead, { number, before: null });
  expect(await runSentJobs()).not.toContain("roadmap.item-moved");

  await moveItem(lead, { number, horizon: "next", reason: "The index is there." });
  expect(await runSentJobs()).toContain("roadmap.item-moved");
  const { id: move } = await db.roadmapMove.findFirstOrThrow({
    where: { item: { number } },
    orderBy: { movedAt: "desc" },
  });
  await tellItemMoved(portal, { move });
  for (const person of [owner, author, voter]) {
    const news = await ofMove(person.userId);
    expect(news).toMatchObject([{ title: `R-${number} moved: Quick search`, path: `/roadmap/${number}` }]);
    expect(news[0]?.body).toMatch(/ moved it from Later \(no date\) to Next .*: The index is there\.$/);
  }
  for (const person of [lead, stranger]) expect(await ofMove(person.userId)).toEqual([]);
  await expect(tellItemMoved(lead, { move })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("of an item that members do not see, those who asked hear nothing", async () => {
  const lead = await actorOf("lead");
  const author = await actorOf("member");
  const { number: feedback } = await sentFeedback({ by: author });
  const { number } = await createItem(lead, {
    title: "Not yet public",
    published: false,
    feedback: [feedback],
  });
  await moveItem(lead, { number, horizon: "next" });
  await runSentJobs();
  expect(await ofMove(author.userId)).toEqual([]);
  await editItem(lead, { number, published: true });
  await moveItem(lead, { number, horizon: "later" });
  await runSentJobs();
  expect(await ofMove(author.userId)).toHaveLength(1);
});
