import { beforeAll, expect, test } from "vitest";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { submitFeedback } from "#lib/feedback/commands/submit-feedback.ts";
import { findAnything } from "#lib/plan/queries/find-anything.ts";
import { createItem } from "#lib/roadmap/commands/create-item.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";

const { lead, member } = await everyRole();
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
