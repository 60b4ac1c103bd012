import { expect, test } from "vitest";
import { actorOf } from "#lib/testing/actors.ts";
import { apiCaller } from "#lib/testing/api-caller.ts";
import { appliedChange } from "#lib/testing/feedback-world.ts";

test("a change ends with its reason: without one the answer is 422 and names the field", async () => {
  const change = await appliedChange(await actorOf("lead"));
  const [lead, reviewer] = [await apiCaller("lead"), await apiCaller("reviewer")];
  const path = `/changes/${change.number}`;
  for (const [by, body] of [
    [lead, { status: "rolled-back" }],
    [lead, { status: "abandoned", reason: "  " }],
    [reviewer, { status: "verified" }],
  ] as const) {
    const answer = await by.call("PATCH", path, { body });
    expect(answer.status, answer.text).toBe(422);
    expect(answer.json.errors).toMatchObject([{ path: "reason" }]);
  }
  // Nobody but a reviewer says that it is verified without a verdict, with whatever reason.
  const refused = await lead.call("PATCH", path, { body: { status: "verified", reason: "I saw it." } });
  expect(refused.status).toBe(409);
  const ended = await lead.call("PATCH", path, { body: { status: "rolled-back", reason: "Slower." } });
  expect(ended.json).toMatchObject({ status: "rolled-back", statusReason: "Slower." });
});
