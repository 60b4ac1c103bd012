import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commentOnFeedback } from "#lib/feedback/commands/comment.ts";
import { editFeedback } from "#lib/feedback/commands/edit-feedback.ts";
import { followFeedback } from "#lib/feedback/commands/follow.ts";
import { mergeFeedback, unmergeFeedback } from "#lib/feedback/commands/merge-feedback.ts";
import { voteForFeedback, withdrawVote } from "#lib/feedback/commands/vote.ts";
import { listComments } from "#lib/feedback/queries/comments.ts";
import { getFeedback } from "#lib/feedback/queries/get-feedback.ts";
import { listFeedback } from "#lib/feedback/queries/list-feedback.ts";
import { db } from "#lib/server/db.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { newsOf, people, sentFeedback } from "#lib/testing/feedback-world.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";

/** Everything about some entries but when they were written to. */
async function stateOf(numbers: number[]) {
  const entries = await db.feedback.findMany({
    where: { number: { in: numbers } },
    orderBy: { number: "asc" },
    omit: { updatedAt: true, voteRank: true },
    include: {
      votes: { orderBy: { userId: "asc" } },
      comments: { orderBy: { id: "asc" } },
      followers: { orderBy: { userId: "asc" } },
      links: true,
      moves: { orderBy: { id: "asc" } },
    },
  });
  return JSON.parse(JSON.stringify(entries));
}

/** Distinct voters by asking the rows themselves, in another way than the verb does. */
async function distinctVoters(number: number): Promise<number> {
  const votes = await db.feedbackVote.findMany({
    where: { feedback: { OR: [{ number }, { mergedInto: { number } }] } },
    select: { userId: true },
  });
  return new Set(votes.map(({ userId }) => userId)).size;
}

describe("merging", () => {
  it("then taking it back is the identity, whoever voted, commented and followed where", async () => {
    const lead = await actorOf("lead");
    const crowd = await people(4);
    const place = fc.constantFrom(0, 1);
    const deed = fc.record({
      who: fc.nat({ max: 3 }),
      where: place,
      what: fc.constantFrom("vote", "comment", "follow", "mute"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 8 }), async (deeds) => {
        const entries = [await sentFeedback(), await sentFeedback()];
        const numbers = entries.map(({ number }) => number);
        for (const { who, where, what } of deeds) {
          const [actor, number] = [crowd[who] ?? lead, numbers[where]];
          if (what === "vote") await voteForFeedback(actor, { number, importance: 1 + (who % 3) });
          else if (what === "comment") await commentOnFeedback(actor, { number, body: "Here too." });
          else await followFeedback(actor, { number, follow: what === "follow" });
        }
        const before = await stateOf(numbers);
        await mergeFeedback(lead, { number: numbers[0], into: numbers[1] });
        expect((await getFeedback(lead, { number: numbers[1] })).votes).toBe(
          await distinctVoters(numbers[1] ?? 0),
        );
        await unmergeFeedback(lead, { number: numbers[0] });
        expect(await stateOf(numbers)).toEqual(before);
      }),
      { numRuns: 12 },
    );
  });

  it("counts who voted on both sides once, and shows the comments of both with where they were written", async () => {
    const [lead, voter] = [await actorOf("lead"), await actorOf("member")];
    const [one, other] = [await sentFeedback(), await sentFeedback()];
    for (const { number } of [one, other]) await voteForFeedback(voter, { number });
    await commentOnFeedback(voter, { number: one.number, body: "On the first." });
    await commentOnFeedback(voter, { number: other.number, body: "On the second." });
    const merged = await mergeFeedback(lead, { number: one.number, into: other.number });
    expect(merged).toEqual({ number: one.number, mergedInto: other.number, votes: 3 });
    const comments = await listComments(voter, { number: other.number });
    expect(comments.items.map(({ body, from }) => [body, from])).toEqual([
      ["On the second.", null],
      ["On the first.", one.number],
    ]);
    const entry = await getFeedback(voter, { number: other.number });
    expect(entry).toMatchObject({ comments: 2, merged: [{ number: one.number }] });
    expect(await getFeedback(voter, { number: one.number })).toMatchObject({ mergedInto: other.number });
    const list = await listFeedback(voter, { mine: "voted" });
    expect(list.items.map(({ number }) => number)).toEqual([other.number]);
  });

  it("lets a vote on the merged entry count where it went, once", async () => {
    const [lead, voter] = [await actorOf("lead"), await actorOf("member")];
    const [one, other] = [await sentFeedback(), await sentFeedback()];
    await mergeFeedback(lead, { number: one.number, into: other.number });
    expect(await voteForFeedback(voter, { number: one.number })).toMatchObject({
      number: other.number,
      votes: 3,
    });
    expect(await voteForFeedback(voter, { number: other.number })).toMatchObject({ votes: 3 });
    expect(await withdrawVote(voter, { number: one.number })).toMatchObject({ votes: 2, voted: false });
  });

  it("tells the followers of both sides once each", async () => {
    const lead = await actorOf("lead");
    const [both, first, muted] = await people(3);
    const [one, other] = [await sentFeedback(), await sentFeedback()];
    for (const { number } of [one, other]) {
      await voteForFeedback(both ?? lead, { number });
      await voteForFeedback(muted ?? lead, { number });
    }
    await followFeedback(first ?? lead, { number: one.number, follow: true });
    await followFeedback(muted ?? lead, { number: other.number, follow: false });
    await mergeFeedback(lead, { number: one.number, into: other.number });
    await runSentJobs();
    const told = async (userId = "") =>
      (await newsOf(userId)).filter(({ event }) => event === "feedback.merged").length;
    expect(await told(both?.userId)).toBe(1);
    expect(await told(first?.userId)).toBe(1);
    expect(await told(muted?.userId)).toBe(0);
  });

  it("makes no chains", async () => {
    const lead = await actorOf("lead");
    const [a, b, c] = [await sentFeedback(), await sentFeedback(), await sentFeedback()];
    await mergeFeedback(lead, { number: a.number, into: b.number });
    const conflict = { code: "CONFLICT" };
    await expect(mergeFeedback(lead, { number: b.number, into: c.number })).rejects.toMatchObject(conflict);
    await expect(mergeFeedback(lead, { number: c.number, into: a.number })).rejects.toMatchObject(conflict);
    await expect(mergeFeedback(lead, { number: a.number, into: c.number })).rejects.toMatchObject(conflict);
    await expect(mergeFeedback(lead, { number: c.number, into: c.number })).rejects.toMatchObject(conflict);
    await expect(unmergeFeedback(lead, { number: c.number })).rejects.toMatchObject(conflict);
    const ids = await db.feedback.findMany({
      where: { number: { in: [b.number, c.number] } },
      orderBy: { number: "asc" },
      select: { id: true },
    });
    const chain = db.feedback.update({
      where: { number: b.number },
      data: { mergedIntoId: ids[1]?.id ?? null, mergedAt: new Date(), listed: false },
    });
    await expect(chain).rejects.toThrow(/chain/);
  });

  it("never narrows who may read: not by merging into what is for the team, nor by narrowing it later", async () => {
    const lead = await actorOf("lead");
    const [open, team] = [await sentFeedback(), await sentFeedback()];
    await editFeedback(lead, { number: team.number, visibility: "team" });
    await expect(mergeFeedback(lead, { number: open.number, into: team.number })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await mergeFeedback(lead, { number: team.number, into: open.number });
    const other = await sentFeedback();
    await mergeFeedback(lead, { number: other.number, into: open.number });
    await expect(editFeedback(lead, { number: open.number, visibility: "team" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  it("of two merges of the same entry at the same time one wins, and the other is told", async () => {
    const [lead, reviewer] = [await actorOf("lead"), await actorOf("reviewer")];
    for (let round = 0; round < 6; round++) {
      const [a, b, c] = [await sentFeedback(), await sentFeedback(), await sentFeedback()];
      const answers = await Promise.allSettled([
        mergeFeedback(lead, { number: b.number, into: a.number }),
        mergeFeedback(reviewer, { number: b.number, into: c.number }),
      ]);
      expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const refused = answers.find(({ status }) => status === "rejected") as PromiseRejectedResult;
      expect(refused.reason).toMatchObject({
        code: "CONFLICT",
        message: expect.stringMatching(/was merged into F-/),
      });
    }
  });

  it("keeps the count at the distinct voters while people vote and entries merge at once", async () => {
    const lead = await actorOf("lead");
    const crowd = await people(8);
    const [a, b, c] = [await sentFeedback(), await sentFeedback(), await sentFeedback()];
    const numbers = [a.number, b.number, c.number];
    const vote = (index: number) => voteForFeedback(crowd[index % 8] ?? lead, { number: numbers[index % 3] });
    await Promise.all([
      ...Array.from({ length: 12 }, (_, index) => vote(index)),
      mergeFeedback(lead, { number: a.number, into: b.number }),
      withdrawVote(crowd[0] ?? lead, { number: b.number }),
      ...Array.from({ length: 12 }, (_, index) => vote(index + 5)),
    ]);
    await Promise.all([
      unmergeFeedback(lead, { number: a.number }),
      ...Array.from({ length: 12 }, (_, index) => vote(index * 7)),
    ]);
    await mergeFeedback(lead, { number: c.number, into: b.number });
    for (const number of [a.number, b.number]) {
      const { voteCount } = await db.feedback.findUniqueOrThrow({ where: { number } });
      expect(voteCount).toBe(await distinctVoters(number));
    }
  });

  it("is the team's: a member is refused", async () => {
    const member = await actorOf("member");
    const [a, b] = [await sentFeedback(), await sentFeedback()];
    const forbidden = { code: "FORBIDDEN" };
    await expect(mergeFeedback(member, { number: a.number, into: b.number })).rejects.toMatchObject(
      forbidden,
    );
    await expect(unmergeFeedback(member, { number: a.number })).rejects.toMatchObject(forbidden);
  });
});
