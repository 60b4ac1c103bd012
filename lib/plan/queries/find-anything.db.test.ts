import { beforeAll, expect, test } from "vitest";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { submitFeedback } from "#lib/feedback/commands/submit-feedback.ts";
import { recordTestRun } from "#lib/metrics/commands/record-test-run.ts";
import { editNarrative } from "#lib/plan/commands/edit-narrative.ts";
import { findAnything } from "#lib/plan/queries/find-anything.ts";
import { openReview } from "#lib/reviews/commands/open-review.ts";
import { createItem } from "#lib/roadmap/commands/create-item.ts";
import { createObjective, createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";

const { lead, member, reviewer } = await everyRole();
let item = 0;
let hidden = 0;
let entry = 0;

beforeAll(async () => {
  await createSystem(lead, { key: "portal", name: "Zeppelin portal" });
  await recordChange(lead, { title: "Zeppelin index", area: "database", system: "portal" });
  item = (await createItem(lead, { title: "Zeppelin in a second" })).number;
  hidden = (await createItem(lead, { title: "Zeppelin, quietly", published: false })).number;
  entry = (await submitFeedback(member, { title: "The zeppelin is slow" })).number;
});

const labels = async (actor: typeof lead, q: string) =>
  (await findAnything(actor, { q })).map((found) => found.label);

test("one word finds changes, systems, roadmap items and feedback, each once", async () => {
  expect((await labels(lead, "zeppelin")).toSorted()).toEqual([
    "The zeppelin is slow",
    "Zeppelin in a second",
    "Zeppelin index",
    "Zeppelin portal",
    "Zeppelin, quietly",
  ]);
});

test("finds reviews by their quarter, for those who may see them", async () => {
  await openReview(reviewer, { quarter: "2024-Q3" });
  await openReview(reviewer, { quarter: "2024-Q4" });
  const third = { label: "Review of Q3\u00a02024", kind: "Review", href: "/reviews/2024-Q3" };
  for (const q of ["Q3 2024", "2024-q3", "third quarter", "review thi"]) {
    expect(await findAnything(lead, { q }), q).toEqual([third]);
  }
  expect(await labels(lead, "review")).toEqual(["Review of Q4\u00a02024", "Review of Q3\u00a02024"]);
  // A review that is not signed is none of a member's business.
  expect(await findAnything(member, { q: "Q3 2024" })).toEqual([]);
});

test("finds test runs, objectives, and sections of the plan by title and text", async () => {
  const system = "portal";
  const run = await recordTestRun(lead, {
    ...{ kind: "load", title: "Dirigible, 500 users", system, ranAt: "2025-03-01T08:00:00Z" },
  });
  await createObjective(lead, {
    key: "dirigible",
    kind: "responsiveness",
    name: "Dirigible within a second",
  });
  await editNarrative(lead, { section: "conclusion", markdown: "The **dirigible** flies.", version: 0 });
  const found = [
    { label: "Dirigible, 500 users", kind: "Test run", href: `/test-runs/${run.number}` },
    {
      label: "Dirigible within a second",
      kind: "Objective",
      href: "/systems/objectives/dirigible",
    },
    { label: "Conclusion", kind: "Plan section", href: "/plan#conclusion" },
  ];
  expect(await findAnything(lead, { q: "dirigible" })).toEqual(found);
  expect((await findAnything(member, { q: "dirigible" })).map(({ href }) => href)).toEqual([
    `/test-runs/${run.number}`,
    "/systems#objectives",
    "/plan#conclusion",
  ]);
  expect(await labels(member, "infrastructure enh")).toEqual(["Infrastructure enhancements"]);
});

test("a number with its letter finds the record itself", async () => {
  expect((await findAnything(member, { q: `r-${item}` }))[0]).toEqual({
    label: "Zeppelin in a second",
    kind: `Roadmap R-${item}`,
    href: `/roadmap/${item}`,
  });
  expect(await labels(member, `F${entry}`)).toContain("The zeppelin is slow");
});

test("what the reader may not see is not found", async () => {
  expect(await labels(member, "quietly")).toEqual([]);
  expect(await labels(member, `R-${hidden}`)).toEqual([]);
  expect(await labels(lead, `R-${hidden}`)).toEqual(["Zeppelin, quietly"]);
  await expect(findAnything(member, { q: " " })).rejects.toMatchObject({ code: "INVALID" });
});
