import { expect, test } from "vitest";
import { editChange } from "#lib/changes/commands/edit-change.ts";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { appliedChange, newsOf } from "#lib/testing/feedback-world.ts";

const ofVerdicts = async (userId: string) =>
  (await newsOf(userId)).filter(({ event }) => event === "change.verified");

test("owner and recorder hear the verdict of their change, whatever it is; who measured reads it anyway", async () => {
  const [lead, owner, helper] = [await actorOf("lead"), await actorOf("lead"), await actorOf("lead")];
  const change = await appliedChange(lead);
  await editChange(lead, { number: change.number, owner: owner.email });
  const { verdict } = await change.worsen();
  expect(verdict?.outcome).toBe("regressed");
  expect(await ofVerdicts(owner.userId)).toMatchObject([
    { body: verdict?.sentence, path: `/changes/${change.number}` },
  ]);
  expect(await ofVerdicts(lead.userId)).toEqual([]);
  const values = (around: number) => Array.from({ length: 24 }, (_, index) => around + (index % 5));
  await measureChange(helper, {
    number: change.number,
    metric: change.metric,
    before: { values: values(400) },
    after: { values: values(200) },
    order: "interleaved",
  });
  expect(await ofVerdicts(owner.userId)).toHaveLength(2);
  expect(await ofVerdicts(lead.userId)).toHaveLength(1);
  expect(await ofVerdicts(helper.userId)).toEqual([]);
});
