import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { predictionResult, shownOutcomes, statuses } from "#lib/changes/model.ts";
import { groupsOf } from "#lib/changes/overview.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { teamColumns, teamKeyAsked, teamKeyOf } from "#lib/core/team.ts";
import type { TimeRange } from "#lib/core/time.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { countIn } from "#lib/reviews/change-groups.ts";
import { type Mark, marks, reviewedStatuses } from "#lib/reviews/model.ts";
import { placeOf } from "#lib/reviews/queries/changes-of-review.ts";
import { listReviewChanges } from "#lib/reviews/queries/get-review.ts";
import { countsOfPeriods, noCounts } from "#lib/reviews/queries/period-counts.ts";
import { progressAt, progressOf } from "#lib/reviews/queries/progress.ts";
import { teamRowsNow } from "#lib/reviews/queries/team-part.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { actorOf } from "#lib/testing/actors.ts";

let reviewer: UserActor;
let systemId: string;
let metricIds: string[];

beforeAll(async () => {
  reviewer = await actorOf("reviewer");
  const lead = await actorOf("lead");
  await createSystem(lead, { key: "portal", name: "Portal" });
  systemId = (await db.system.findUniqueOrThrow({ where: { key: "portal" } })).id;
  const about = { system: "portal", unit: "ms", better: "lower", kind: "duration" };
  for (const key of ["p95", "memory"]) await createMetric(lead, { ...about, key, name: key });
  metricIds = (await db.metric.findMany()).map(({ id }) => id);
});

/** Where in or beside the quarter: its borders belong to it at the beginning and not at the end. */
const moments = ["before", "first", "middle", "last", "after"] as const;

const effect = fc.double({ noNaN: true, noDefaultInfinity: true, min: -0.5, max: 0.5 });
const drawn = fc.record({
  status: fc.constantFrom(...statuses),
  outcome: fc.constantFrom(...shownOutcomes),
  resultKey: fc.option(fc.constantFrom("a", "b", "c")),
  effect: fc.option(effect),
  predicted: fc.option(effect),
  metric: fc.nat(1),
  predictedMetric: fc.nat(1),
  published: fc.boolean(),
  late: fc.boolean(),
  carried: fc.boolean(),
  decisions: fc.array(fc.constantFrom(...marks), { maxLength: 2 }),
  moment: fc.constantFrom(...moments),
  team: fc.option(fc.constantFrom("Payments", " payments", "Courses")),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer One> ? One : never;
type Written = Drawn & { number: number; happenedAt: Date };

/** Nothing of a review can be removed, so every run has a year of its own. */
let year = 1980;

async function written(all: Drawn[]) {
  year += 1;
  const period = { from: new Date(Date.UTC(year, 6, 1)), to: new Date(Date.UTC(year, 9, 1)) };
  const quarter = `${year}-Q3`;
  const openedByName = "Test";
  const review = await db.review.create({
    data: { quarter, startsAt: period.from, endsAt: period.to, openedByName },
  });
  const [from, to] = [period.from.getTime(), period.to.getTime()];
  const at = { before: from - 1, first: from, middle: (from + to) / 2, last: to - 1, after: to };
  const changes: Written[] = [];
  for (const change of all) {
    const happenedAt = new Date(at[change.moment]);
    const { number } = await db.change.create({
      data: {
        ...{ title: "Change", area: "code", systemId, searchText: "", happenedAt },
        ...teamColumns(change.team),
        ...{
          status: change.status,
          outcome: change.outcome,
          resultKey: change.resultKey,
          effect: change.effect,
        },
        primaryMetricId: metricIds[change.metric] ?? null,
        predictedMetricId: change.predicted === null ? null : (metricIds[change.predictedMetric] ?? null),
        predictedLow: change.predicted,
        predictedHigh: change.predicted === null ? null : change.predicted + 0.2,
        createdAt: new Date(change.late ? to : to - 1),
        publishedAt: change.published ? happenedAt : null,
      },
    });
    changes.push({ ...change, number, happenedAt });
  }
  await db.reviewCarried.createMany({
    data: changes
      .filter(({ carried }) => carried)
      .map(({ number }) => ({ reviewId: review.id, changeNumber: number, lostAfter: 30 })),
  });
  for (const { number, decisions, outcome } of changes) {
    for (const decision of decisions) {
      const by = { decidedById: reviewer.userId, decidedByName: "Test" };
      await db.reviewDecision.create({
        data: { reviewId: review.id, changeNumber: number, decision, outcome, ...by },
      });
    }
  }
  return { review, quarter, period, changes };
}

const isReviewed = ({ published, status }: Written) => published && reviewedStatuses.includes(status);
const isIn = ({ from, to }: TimeRange, { happenedAt }: Written) => happenedAt >= from && happenedAt < to;

test("the database counts of a quarter what its changes say, and of a review how far it is", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { maxLength: 14 }), async (all) => {
      const { review, quarter, period, changes } = await written(all);
      const own = changes.filter((change) => isReviewed(change) && isIn(period, change));
      const empty = { from: new Date("1970-01-01"), to: new Date("1970-02-01") };
      const [counts, none] = await countsOfPeriods([period, empty]);
      expect(none).toEqual({ ...noCounts, byTeam: new Map() });

      const results = Object.values(groupsOf(own.map((change) => ({ ...change, gain: null })))).flat();
      const leads = new Set(results.map(({ lead }) => lead.number));
      const byTally = Map.groupBy(own, ({ status, outcome }) => `${status} ${outcome}`);
      expect(new Map(counts?.tallies.map((tally) => [`${tally.status} ${tally.outcome}`, tally]))).toEqual(
        new Map(
          [...byTally].map(([name, some]) => [
            name,
            {
              status: some[0]?.status,
              outcome: some[0]?.outcome,
              count: some.length,
              results: some.filter(({ number }) => leads.has(number)).length,
            },
          ]),
        ),
      );
      const stated = own.filter(({ predicted }) => predicted !== null);
      expect(counts?.predictions).toEqual({ stated: stated.length, met: stated.filter(isMet).length });
      expect(counts?.recordedLate).toBe(own.filter(({ late }) => late).length);

      const reviewed = changes.filter(
        (change) => isReviewed(change) && (isIn(period, change) || change.carried),
      );
      const marked = (mark: Mark | undefined) =>
        reviewed.filter(({ decisions }) => decisions.at(-1) === mark).length;
      const { progress, byTeam } = await progressOf(review);
      expect(progress).toEqual({
        changes: reviewed.length,
        unmarked: marked(undefined),
        byMark: Object.fromEntries(marks.map((mark) => [mark, marked(mark)])),
      });

      const teams = await teamRowsNow(review, counts?.byTeam ?? new Map(), byTeam);
      const sum = (of: "changes" | "improved" | "regressed" | "unproven" | "toDecide" | "decided") =>
        teams.reduce((whole, row) => whole + row[of], 0);
      const tallies = counts?.tallies ?? [];
      expect(sum("changes")).toBe(own.length);
      expect(sum("improved")).toBe(countIn("wins", tallies, "results"));
      expect(sum("regressed")).toBe(countIn("regressions", tallies, "results"));
      expect(sum("unproven")).toBe(countIn("unproven", tallies, "results"));
      expect([sum("toDecide"), sum("decided")]).toEqual([
        progress.changes,
        progress.changes - progress.unmarked,
      ]);
      expect(teams.reduce((whole, { predictions }) => whole + predictions.met, 0)).toBe(
        counts?.predictions.met,
      );
      for (const { team, changes: count, toDecide } of teams) {
        const ofTeam = ({ team: name }: Written) => teamKeyOf(name) === teamKeyAsked(team);
        expect([count, toDecide]).toEqual([own.filter(ofTeam).length, reviewed.filter(ofTeam).length]);
        const { items } = await listReviewChanges(reviewer, { quarter, team, limit: 100 });
        expect(items).toHaveLength(toDecide);
        for (const [index, { change }] of items.entries()) {
          const place = placeOf(change, review);
          const at = await progressAt(review, place, { team: teamKeyAsked(team) });
          expect(at).toMatchObject({ position: index + 1, progress: { changes: toDecide } });
        }
      }
      const { items } = await listReviewChanges(reviewer, { quarter, limit: 100 });
      expect(items.map(({ decision }) => decision?.decision)).toEqual(
        items.map(({ change }) => changes.find(({ number }) => number === change.number)?.decisions.at(-1)),
      );
      for (const [index, { change }] of items.entries()) {
        expect((await progressAt(review, placeOf(change, review))).position).toBe(index + 1);
      }
    }),
    { numRuns: 15 },
  );
});

/** By the rule that a change's own page goes by. */
function isMet({ outcome, effect: relative, metric, predictedMetric, predicted }: Written): boolean {
  if (predicted === null || metric !== predictedMetric) return false;
  if (outcome === "none" || outcome === "reported") return false;
  const result = predictionResult(
    { low: predicted, high: predicted + 0.2 },
    { outcome, effect: { relative } },
  );
  return result === "met";
}
