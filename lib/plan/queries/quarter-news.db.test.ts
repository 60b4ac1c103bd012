import { expect, test } from "vitest";
import { createShareLink } from "#lib/plan/commands/share-links.ts";
import { getOverview } from "#lib/plan/queries/overview.ts";
import { openShareLink } from "#lib/plan/queries/share-links.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { appliedChange, sentFeedback } from "#lib/testing/feedback-world.ts";

const people = await everyRole();
const sentences = (points: object[]) =>
  points.map((point) => ("sentence" in point ? point.sentence : "a change"));

test("what users said stands on the page, the most wanted first; what is for the team alone never does", async () => {
  const wanted = await sentFeedback({ title: "Statements take minutes to open" });
  await sentFeedback({ title: "CANARY for the team", by: people.lead, ...{ visibility: "team" } });
  await sentFeedback({ title: "The search forgets its filter" });
  for (const actor of Object.values(people)) {
    const { voices } = await getOverview(actor);
    expect(sentences(voices)).toContain(wanted.title);
    expect(JSON.stringify(voices)).not.toContain("CANARY");
  }
});

test("a gain that is lost is a risk, said by number and not by name", async () => {
  const change = await appliedChange(people.lead);
  await change.prove();
  const { id, primaryMeasurementId } = await db.change.findUniqueOrThrow({
    where: { number: change.number },
  });
  const check = { changeId: id, measurementId: primaryMeasurementId ?? "", dueAt: new Date() };
  await db.watchCheck.deleteMany({ where: { changeId: id } });
  await db.watchCheck.createMany({
    data: [
      { ...check, days: 7, state: "fading", kept: 0.6, checkedAt: new Date(Date.now() - 1000) },
      { ...check, days: 30, state: "lost", kept: -0.1, checkedAt: new Date() },
    ],
  });
  const { risks } = await getOverview(people.executive);
  expect(risks).toContainEqual({
    sentence: `The gain of C-${change.number} is lost, 30 days after its verdict.`,
    note: "Nothing of it is left.",
    href: `/changes/${change.number}`,
  });
  expect(
    sentences(risks).filter((sentence) => String(sentence).includes(`C-${change.number} `)),
  ).toHaveLength(1);
});

test("an open review asks those who decide and sign, and a shared page asks nobody", async () => {
  const { quarter } = await getOverview(people.executive);
  await db.review.create({
    data: { quarter: quarter.key, startsAt: quarter.from, endsAt: quarter.to, openedByName: "Test" },
    select: { id: true },
  });
  const first = async (actor: (typeof people)["lead"]) => (await getOverview(actor)).asks[0]?.sentence;
  expect(await first(people.reviewer)).toBe("Decide and sign: the review of this quarter is open.");
  expect(await first(people.executive)).toBeUndefined();
  const { path } = await createShareLink(people.executive, {
    what: "overview",
    quarter: quarter.key,
    days: 1,
    parts: ["voices"],
  });
  const view = await openShareLink(systemActor("shared link"), { secret: path.split("/")[2] });
  const overview = view.what === "overview" ? view.overview : expect.fail("It shows something else.");
  expect(overview.asks).toEqual([]);
  expect(sentences(overview.voices)).toContain("Statements take minutes to open");
  expect(JSON.stringify(overview)).not.toContain("CANARY");
});
