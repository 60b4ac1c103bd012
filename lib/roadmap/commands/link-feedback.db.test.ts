import { beforeAll, expect, test } from "vitest";
import { editFeedback } from "#lib/feedback/commands/edit-feedback.ts";
import { mergeFeedback } from "#lib/feedback/commands/merge-feedback.ts";
import { submitFeedback } from "#lib/feedback/commands/submit-feedback.ts";
import { voteForFeedback } from "#lib/feedback/commands/vote.ts";
import { createItem } from "#lib/roadmap/commands/create-item.ts";
import { linkItemFeedback, unlinkItemFeedback } from "#lib/roadmap/commands/link-feedback.ts";
import { itemsOfFeedback } from "#lib/roadmap/queries/item-feedback.ts";
import { getItem, listItems } from "#lib/roadmap/queries.ts";
import { actorOf, everyRole } from "#lib/testing/actors.ts";

const people = await everyRole();
const { lead, member } = people;
let slow = 0;
let again = 0;

beforeAll(async () => {
  slow = (await submitFeedback(member, { title: "Statements open too slowly" })).number;
  again = (await submitFeedback(await actorOf("member"), { title: "I wait for my statement" })).number;
});

test("an item made from feedback answers it, with its votes, and each names the other", async () => {
  const item = await createItem(lead, { title: "Statements under one second", feedback: [slow] });
  expect(item.feedback).toMatchObject([{ number: slow, title: "Statements open too slowly" }]);
  const before = item.votes;
  await voteForFeedback(await actorOf("executive"), { number: slow });
  expect((await getItem(member, { number: item.number })).votes).toBe(before + 1);
  const { items } = await listItems(member, { q: "under one second" });
  expect(items[0]?.votes).toBe(before + 1);
  expect(await itemsOfFeedback(member, { feedback: slow })).toMatchObject([{ number: item.number }]);
});

test("two entries that were merged count once, where they went", async () => {
  const { number } = await createItem(lead, { title: "Both ask for it" });
  await linkItemFeedback(lead, { number, feedback: slow });
  const both = await linkItemFeedback(lead, { number, feedback: again });
  expect(both.feedback).toHaveLength(2);
  await mergeFeedback(lead, { number: again, into: slow });
  const merged = await getItem(lead, { number });
  expect(merged.feedback.map((entry) => entry.number)).toEqual([slow]);
  expect(merged.votes).toBe(both.votes);
  expect((await itemsOfFeedback(lead, { feedback: slow })).map((one) => one.number)).toContain(number);
});

test("what is for the team alone neither shows nor counts for members", async () => {
  const { number: entry } = await submitFeedback(lead, { title: "The admin password is on a note" });
  await editFeedback(lead, { number: entry, visibility: "team" });
  const { number } = await createItem(lead, { title: "Secrets in one place", feedback: [entry] });
  expect((await getItem(lead, { number })).feedback).toHaveLength(1);
  expect(await getItem(member, { number })).toMatchObject({ feedback: [], votes: 0 });
});

test("an item that members do not see is not named on the feedback they do see", async () => {
  const { number } = await createItem(lead, { title: "Quiet answer", published: false, feedback: [slow] });
  const seen = async (actor: typeof lead) =>
    (await itemsOfFeedback(actor, { feedback: slow })).map((item) => item.number);
  expect(await seen(people.executive)).toContain(number);
  expect(await seen(member)).not.toContain(number);
});

test("links are made and taken back by those who plan, to what is there", async () => {
  const { number } = await createItem(lead, { title: "Refusals" });
  await expect(linkItemFeedback(member, { number, feedback: slow })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(linkItemFeedback(lead, { number: 999_999, feedback: slow })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(linkItemFeedback(lead, { number, feedback: 999_999 })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(createItem(lead, { title: "Lost", feedback: [999_999] })).rejects.toMatchObject({
    faults: [{ path: "feedback" }],
  });
  await linkItemFeedback(lead, { number, feedback: slow });
  expect((await unlinkItemFeedback(lead, { number, feedback: slow })).feedback).toEqual([]);
});
