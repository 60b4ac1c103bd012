import { beforeAll, expect, test } from "vitest";
import type { UserActor } from "#lib/core/access/actor.ts";
import { openReview } from "#lib/reviews/commands/open-review.ts";
import { signReview } from "#lib/reviews/commands/sign-review.ts";
import { listReviews, reviewCalendar, reviewsToOpen } from "#lib/reviews/queries/list-reviews.ts";
import { getSealedReview } from "#lib/reviews/queries/sealed-review.ts";
import { everyRole } from "#lib/testing/actors.ts";

let people: Awaited<ReturnType<typeof everyRole>>;
let nomsa: UserActor;

beforeAll(async () => {
  people = await everyRole();
  nomsa = people.reviewer;
});

test("a running quarter is reviewed but not signed", async () => {
  const running = `${new Date().getUTCFullYear()}-Q${Math.floor(new Date().getUTCMonth() / 3) + 1}`;
  expect((await reviewsToOpen(nomsa)).map((one) => one.quarter)).toContain(running);
  expect(await reviewsToOpen(people.lead)).toEqual([]);
  await openReview(nomsa, { quarter: running });
  await expect(signReview(nomsa, { quarter: running })).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringContaining("not over"),
  });
  await expect(getSealedReview(nomsa, { quarter: running })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("review dates are a calendar file", async () => {
  const file = await reviewCalendar(people.member);
  const text = new TextDecoder().decode(file.content as Uint8Array);
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(6);
  expect(file.mediaType).toContain("text/calendar");
});

test("reviews page by key, the latest quarter first", async () => {
  for (const year of [2019, 2021, 2020]) await openReview(nomsa, { quarter: `${year}-Q2` });
  const first = await listReviews(people.executive, { limit: 2 });
  const rest = await listReviews(people.executive, { limit: 2, cursor: first.nextCursor });
  const quarters = [...first.items, ...rest.items].map((review) => review.quarter);
  expect(quarters).toEqual(quarters.toSorted().toReversed());
  expect(quarters.slice(1)).toEqual(["2021-Q2", "2020-Q2", "2019-Q2"]);
  expect(rest.nextCursor).toBeNull();
  await expect(listReviews(nomsa, { limit: 0 })).rejects.toMatchObject({ code: "INVALID" });
});
