import { expect, it, vi } from "vitest";
import { jobs } from "#lib/cli/jobs.ts";
import { db } from "#lib/server/db.ts";
import { apiCaller, freshKey } from "#lib/testing/api-caller.ts";
import { forgetExpiredJob } from "#lib/users/jobs.ts";

vi.mock("#lib/server/auth/session-actor.ts", () => ({ findSessionActor: async () => null }));

const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000);

it("what is remembered for a while only is forgotten by a job that runs by itself", async () => {
  const lead = await apiCaller("lead");
  const [old, young] = [freshKey(), freshKey()];
  for (const key of [old, young]) {
    const body = { key: freshKey("system"), name: "Once" };
    await lead.call("POST", "/systems", { body, headers: { "idempotency-key": key } });
  }
  const tokenId = lead.token.id;
  await db.idempotentRequest.update({
    where: { tokenId_key: { tokenId, key: old } },
    data: { createdAt: twoDaysAgo },
  });
  const count = freshKey("count");
  await db.rateCount.create({ data: { key: count, windowStart: twoDaysAgo, count: 3 } });

  const job = jobs.find(({ name }) => name === forgetExpiredJob.name);
  expect(job?.schedule).not.toBeNull();
  await job?.run({});

  const left = await db.idempotentRequest.findMany({ where: { tokenId }, select: { key: true } });
  expect(left).toEqual([{ key: young }]);
  expect(await db.rateCount.count({ where: { key: count } })).toBe(0);
});
