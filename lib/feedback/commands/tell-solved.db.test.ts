import { describe, expect, it } from "vitest";
import { moveChange } from "#lib/changes/commands/move-change.ts";
import { answerSolved } from "#lib/feedback/commands/answer-solved.ts";
import { followFeedback } from "#lib/feedback/commands/follow.ts";
import { linkFeedback, unlinkFeedback } from "#lib/feedback/commands/link-feedback.ts";
import { mergeFeedback } from "#lib/feedback/commands/merge-feedback.ts";
import { tellSolved } from "#lib/feedback/commands/tell-solved.ts";
import { voteForFeedback } from "#lib/feedback/commands/vote.ts";
import { getFeedback } from "#lib/feedback/queries/get-feedback.ts";
import { voicesOfChange } from "#lib/feedback/queries/voices.ts";
import { questionAt } from "#lib/feedback/solved-path.ts";
import { db } from "#lib/server/db.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { appliedChange, newsOf, people, portal, sentFeedback } from "#lib/testing/feedback-world.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";

async function solvedNews(userId: string) {
  return (await newsOf(userId)).filter(({ event }) => event === "feedback.answered");
}

describe("when a linked change is verified", () => {
  it("author, voters and followers, also of merged entries, get one message each with the verdict's sentence", async () => {
    const lead = await actorOf("lead");
    const [author, voter, both, follower, muted, stranger] = await people(6);
    if (!author || !voter || !both || !follower || !muted || !stranger) throw new Error("Nobody came.");
    const entry = await sentFeedback({ by: author });
    const merged = await sentFeedback();
    const second = await sentFeedback();
    await voteForFeedback(voter, { number: merged.number });
    for (const { number } of [entry, merged, second]) await voteForFeedback(both, { number });
    await followFeedback(follower, { number: entry.number, follow: true });
    await voteForFeedback(muted, { number: entry.number });
    await followFeedback(muted, { number: entry.number, follow: false });
    await mergeFeedback(lead, { number: merged.number, into: entry.number });
    const change = await appliedChange(lead);
    await linkFeedback(lead, { number: entry.number, about: `change:${change.number}` });
    await linkFeedback(lead, { number: second.number, about: `change:${change.number}` });

    const { verdict } = await change.prove();
    expect(await runSentJobs()).toContain("change.verified");
    // A job may run twice.
    await tellSolved(portal, { number: change.number });

    for (const person of [author, voter, both, follower]) {
      const news = await solvedNews(person.userId);
      expect(news).toHaveLength(1);
      expect(news[0]?.body).toContain(verdict?.sentence);
      // What was measured: the sentence has the change, its interval and the runs; after it stand both values.
      expect(news[0]?.body.replaceAll("\u00a0", " ")).toContain(
        "measured in 24 runs before and 24 after. Before 402 ms, after 202 ms.",
      );
      expect(questionAt(news[0]?.path ?? "")).toEqual({ number: entry.number, change: change.number });
      expect(news[0]?.answers).toEqual(["yes", "partly", "no"]);
    }
    for (const person of [muted, stranger]) expect(await solvedNews(person.userId)).toEqual([]);

    const told = await getFeedback(author, { number: entry.number });
    expect(told.status.category).toBe("complete");
    // The author of the merged entry heard it too.
    expect(told.news).toMatchObject([
      { change: change.number, sentence: verdict?.sentence, told: 5, mine: null },
    ]);
  });

  it("those behind an entry that is tied to it only afterwards hear of it then, once", async () => {
    const [lead, author] = [await actorOf("lead"), await actorOf("member")];
    const change = await appliedChange(lead);
    const entry = await sentFeedback({ by: author });
    const about = `change:${change.number}`;
    await linkFeedback(lead, { number: entry.number, about });
    await runSentJobs();
    expect(await solvedNews(author.userId)).toEqual([]);
    await unlinkFeedback(lead, { number: entry.number, about });
    await change.prove();
    await runSentJobs();
    expect(await solvedNews(author.userId)).toEqual([]);
    await linkFeedback(lead, { number: entry.number, about });
    await linkFeedback(lead, { number: entry.number, about });
    await runSentJobs();
    expect(await solvedNews(author.userId)).toHaveLength(1);
    await expect(linkFeedback(author, { number: entry.number, about })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("answers are kept, one a person, and stand at the entry and at the change", async () => {
    const lead = await actorOf("lead");
    const [author, voter] = await people(2);
    if (!author || !voter) throw new Error("Nobody came.");
    const entry = await sentFeedback({ by: author });
    await voteForFeedback(voter, { number: entry.number });
    const change = await appliedChange(lead);
    await linkFeedback(lead, { number: entry.number, about: `change:${change.number}` });
    await change.prove();
    await runSentJobs();

    const asked = { number: entry.number, change: change.number };
    await answerSolved(author, { ...asked, answer: "yes" });
    await answerSolved(voter, { ...asked, answer: "no" });
    await answerSolved(voter, { ...asked, answer: "partly" });
    const solved = { yes: 1, partly: 1, no: 0 };
    expect((await getFeedback(voter, { number: entry.number })).news).toMatchObject([
      { solved, mine: "partly" },
    ]);
    expect(await voicesOfChange(lead, { change: change.number })).toMatchObject({
      solved,
      entries: [{ number: entry.number }],
    });
    await expect(answerSolved(lead, { ...asked, answer: "yes" })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(answerSolved(author, { ...asked, change: 999_999, answer: "yes" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(answerSolved(author, { ...asked, answer: "maybe" })).rejects.toMatchObject({
      code: "INVALID",
    });
  });

  it("says nothing of a change that got worse, that a reviewer overrode, or that was rolled back meanwhile", async () => {
    const [lead, reviewer, author] = [
      await actorOf("lead"),
      await actorOf("reviewer"),
      await actorOf("member"),
    ];
    const linked = async () => {
      const change = await appliedChange(lead);
      const entry = await sentFeedback({ by: author });
      await linkFeedback(lead, { number: entry.number, about: `change:${change.number}` });
      return change;
    };
    const worse = await linked();
    await worse.worsen();
    const overridden = await linked();
    await moveChange(reviewer, {
      number: overridden.number,
      status: "verified",
      reason: "Everybody says so.",
    });
    const rolledBack = await linked();
    await rolledBack.prove();
    await moveChange(lead, { number: rolledBack.number, status: "rolled-back", reason: "It broke exports." });
    await runSentJobs();
    expect(await solvedNews(author.userId)).toEqual([]);
    expect(await db.feedbackNews.count({ where: { feedback: { authorId: author.userId } } })).toBe(0);
  });

  it("is the worker's to tell", async () => {
    await expect(tellSolved(await actorOf("admin"), { number: 1 })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});
