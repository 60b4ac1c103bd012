import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { shownOutcomes, statuses } from "#lib/changes/model.ts";
import { isBegun } from "#lib/changes/overview.ts";
import { quarterWorth } from "#lib/changes/queries/quarter-worth.ts";
import { type WorthPart, worthPartsOf } from "#lib/changes/worth.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { amountOf } from "#lib/core/amounts.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { actorOf, tokenActorOf } from "#lib/testing/actors.ts";

let lead: UserActor;
let systemId: string;
const quarter = { from: new Date("2026-07-01T00:00:00Z"), to: new Date("2026-10-01T00:00:00Z") };

beforeAll(async () => {
  lead = await actorOf("lead");
  await createSystem(lead, { key: "portal", name: "Portal" });
  systemId = (await db.system.findUniqueOrThrow({ where: { key: "portal" } })).id;
});

const amount = fc.option(fc.bigInt({ min: 0n, max: 9_999_999_999_999n }).map(amountOf));
const changes = fc.uniqueArray(
  fc.record({
    number: fc.integer({ min: 1, max: 500 }),
    status: fc.constantFrom(...statuses),
    outcome: fc.constantFrom(...shownOutcomes),
    resultKey: fc.option(fc.constantFrom("a", "b", "c")),
    effortDays: amount,
    spentOnce: amount,
    runningCostPerYear: amount,
    savingPerYear: amount,
    published: fc.boolean(),
    happenedAt: fc.constantFrom("2026-07-01T00:00:00Z", "2026-09-30T23:59:59.999Z", "2026-10-01T00:00:00Z"),
  }),
  { selector: ({ number }) => number, maxLength: 40 },
);

test("the database sums what the changes themselves amount to", async () => {
  await fc.assert(
    fc.asyncProperty(changes, async (all) => {
      await db.change.deleteMany();
      await db.change.createMany({
        data: all.map(({ published, ...change }) => ({
          ...change,
          savingBasis: change.savingPerYear && "reckoned",
          currency: change.spentOnce || change.runningCostPerYear || change.savingPerYear ? "EUR" : null,
          title: "Change",
          area: "code",
          systemId,
          searchText: "",
          publishedAt: published ? change.happenedAt : null,
        })),
      });
      const counted = all
        .filter((change) => change.published && isBegun(change) && /2026-0[79]/.test(change.happenedAt))
        .map((change) => ({ ...change, gain: null }));
      expect(ordered(await quarterWorth(lead, quarter))).toEqual(ordered(worthPartsOf(counted)));
    }),
    { numRuns: 40 },
  );
});

test("whoever may not see changes is refused", async () => {
  const writer = await tokenActorOf(lead, ["write"]);
  await expect(quarterWorth(writer, quarter)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

function ordered(parts: WorthPart[]): WorthPart[] {
  return parts.toSorted((a, b) => `${a.outcome} ${a.withdrawn}`.localeCompare(`${b.outcome} ${b.withdrawn}`));
}
