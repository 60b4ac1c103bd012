import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { shownOutcomes, statuses } from "#lib/changes/model.ts";
import { type Counted, countsOf, groupsOf, isBegun, type Part } from "#lib/changes/overview.ts";
import { quarterParts } from "#lib/changes/queries/quarter-parts.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import type { ObjectiveKind } from "#lib/systems/model.ts";
import { everyRole, tokenActorOf } from "#lib/testing/actors.ts";
import { partsOf } from "#lib/testing/parts-of.ts";

let people: Record<"lead" | "executive", UserActor>;
let systemId: string;
let metricIds: string[];
const quarter = { from: new Date("2026-07-01T00:00:00Z"), to: new Date("2026-10-01T00:00:00Z") };
const metrics = ["p95", "memory", "errors"];
const kinds = new Map<string, ObjectiveKind>([
  ["p95", "responsiveness"],
  ["errors", "error-rate"],
]);

beforeAll(async () => {
  people = await everyRole();
  await createSystem(people.lead, { key: "portal", name: "Portal" });
  systemId = (await db.system.findUniqueOrThrow({ where: { key: "portal" } })).id;
  for (const key of metrics) {
    await createMetric(people.lead, {
      key,
      name: key,
      system: "portal",
      unit: "ms",
      better: "lower",
      kind: "duration",
    });
  }
  const rows = await db.metric.findMany({ where: { key: { in: metrics } } });
  metricIds = metrics.map((key) => rows.find((row) => row.key === key)?.id ?? "");
});

const changes = fc.uniqueArray(
  fc.record({
    number: fc.integer({ min: 1, max: 500 }),
    status: fc.constantFrom(...statuses),
    outcome: fc.constantFrom(...shownOutcomes),
    resultKey: fc.option(fc.constantFrom("a", "b", "c", "d")),
    gain: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: -9, max: 9 })),
    metric: fc.option(fc.nat(2)),
    own: fc.boolean(),
    published: fc.boolean(),
    // Of July, of the last moment of September, and of the quarters beside.
    happenedAt: fc.constantFrom(
      "2026-07-01T00:00:00Z",
      "2026-09-30T23:59:59.999Z",
      "2026-06-30T23:59:59Z",
      "2026-10-01T00:00:00Z",
    ),
  }),
  { selector: ({ number }) => number, maxLength: 40 },
);

test("the database counts what the changes themselves amount to, with the largest of each part", async () => {
  await fc.assert(
    fc.asyncProperty(changes, async (all) => {
      await db.change.deleteMany();
      await db.change.createMany({
        data: all.map(({ metric, own, published, happenedAt, ...change }) => ({
          ...change,
          title: "Change",
          area: "code",
          systemId,
          searchText: "",
          happenedAt,
          publishedAt: published ? happenedAt : null,
          ownerId: own ? people.executive.userId : null,
          primaryMetricId: metric === null ? null : (metricIds[metric] ?? null),
        })),
      });
      const counted = all.filter(
        (change) => change.published && isBegun(change) && /2026-0[79]/.test(change.happenedAt),
      );
      const parts = await quarterParts(people.executive, quarter, kinds);
      expect(withoutKinds(parts)).toEqual(ordered(partsOf(counted)));
      expect(countsOf(parts)).toEqual(countsOf(partsOf(counted)));
      for (const kind of [...kinds.values(), null]) {
        const inKind = parts.filter(
          (part) => part.kind === kind && part.outcome === "improved" && !part.withdrawn,
        );
        const leads =
          partsOf(counted).find((part) => part.outcome === "improved" && !part.withdrawn)?.largest ?? [];
        const kindOf = (number: number) =>
          kinds.get(metrics[all.find((one) => one.number === number)?.metric ?? -1] ?? "") ?? null;
        // Of the largest five of all, those of this kind lead the kind.
        const expected = leads.filter(({ number }) => kindOf(number) === kind);
        expect(inKind.flatMap(({ largest }) => largest).slice(0, expected.length)).toEqual(expected);
      }
      const open = parts.filter((part) => part.outcome === "none" && !part.withdrawn);
      expect(open.reduce((sum, { own }) => sum + own, 0)).toBe(ownOpen(counted));
    }),
    { numRuns: 40 },
  );
});

test("whoever may not see changes is refused", async () => {
  const writer = await tokenActorOf(people.lead, ["write"]);
  await expect(quarterParts(writer, quarter, kinds)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

/** Improvements stand by kind in the database; the pure count knows no kinds. */
function withoutKinds(parts: Part[]): Part[] {
  const byPart = Map.groupBy(parts, ({ outcome, withdrawn }) => `${outcome} ${withdrawn}`);
  return ordered(
    [...byPart.values()].flatMap((own) => {
      const [first] = own;
      if (!first) return [];
      const { outcome, withdrawn } = first;
      return [
        {
          outcome,
          withdrawn,
          results: own.reduce((sum, { results }) => sum + results, 0),
          changes: own.reduce((sum, { changes: members }) => sum + members, 0),
          largest: own
            .flatMap(({ largest }) => largest)
            .toSorted((a, b) => Math.abs(b.gain ?? 0) - Math.abs(a.gain ?? 0) || b.number - a.number)
            .slice(0, 5),
        },
      ];
    }),
  );
}

function ordered(parts: Part[]): Part[] {
  return parts.toSorted((a, b) => `${a.outcome} ${a.withdrawn}`.localeCompare(`${b.outcome} ${b.withdrawn}`));
}

/** Results without a verdict whose lead is the reader's. */
function ownOpen(counted: (Counted & { own: boolean })[]): number {
  return groupsOf(counted).open.filter(({ lead }) => lead.own).length;
}
