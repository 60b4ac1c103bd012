import { beforeAll, describe, expect, test } from "vitest";
import { fetchSeries } from "#lib/changes/commands/fetch-series.ts";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { recomputeMeasurement } from "#lib/changes/commands/recompute-measurement.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { getChange } from "#lib/changes/queries.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { createSource } from "#lib/metrics/commands/sources.ts";
import { metricPoints } from "#lib/metrics/queries/metric-points.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { freshKey } from "#lib/testing/api-caller.ts";
import { answering, fakePrometheus, json } from "#lib/testing/fake-prometheus.ts";
import {
  copySeries,
  hasPrometheusData,
  type RealServer,
  serverPath,
  startPrometheus,
  startVictoriaMetrics,
} from "#lib/testing/real-servers.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";

let people: Record<"admin" | "lead" | "member", UserActor>;
const worker = systemActor("test");
const minute = 60_000;
const day = 86_400_000;

beforeAll(async () => {
  people = await everyRole();
});

type Asked = { url: string; query: string; step?: string; appliedAt: number; unit?: string };

/** A metric with a source of its own, a change of its system, and evidence asked for. */
async function askedChange({ url, query, step, appliedAt, unit = "s" }: Asked) {
  const [system, source, metric] = [freshKey("system"), freshKey("source"), freshKey("metric")];
  await createSystem(people.lead, { key: system, name: system });
  await createSource(people.admin, { key: source, name: source, baseUrl: url, allowOwnMachine: true });
  const about = { system, unit, better: "lower", kind: "duration", name: "Checkout, p50" };
  await createMetric(people.lead, {
    key: metric,
    ...about,
    source: { source, query, ...(step ? { step } : {}) },
  });
  const title = "Ask both at once";
  const at = new Date(appliedAt).toISOString();
  const { number } = await recordChange(people.lead, { title, area: "code", system, appliedAt: at });
  const { id } = await measureChange(people.lead, { number, metric });
  return { number, metric, id };
}

describe("a source that fails", () => {
  const appliedAt = Math.floor(Date.now() / day - 10) * day;
  const works = answering((at) => (at < appliedAt ? 0.2 : 0.1) * (1 + 0.05 * Math.sin(at)));

  test("is asked again later, each time later, with its state shown; when it works the verdict is frozen", async () => {
    let broken = true;
    await using server = await fakePrometheus((asked, response) =>
      broken ? json(response, "out of order", 503) : works(asked, response),
    );
    const { number, id } = await askedChange({ url: server.url, query: "x", appliedAt });
    let now = Date.now();
    const waits: number[] = [];
    for (const failures of [1, 2, 3]) {
      expect(await fetchSeries(worker, { id }, now)).toEqual({ state: "failing" });
      const [measurement] = (await getChange(people.member, { number })).measurements;
      expect(measurement).toMatchObject({
        verdict: null,
        fetch: { state: "failing", failures, problem: "The source answers with status 503." },
      });
      const next = Date.parse(measurement?.fetch?.nextAt ?? "");
      waits.push(Math.round((next - now) / minute));
      now = next;
    }
    expect(waits).toEqual([1, 2, 4]);
    broken = false;
    expect(await fetchSeries(worker, { id }, now)).toEqual({ state: "frozen" });
    expect((await getChange(people.member, { number })).outcome).toBe("improved");
  }, 90_000);

  test("by a query it cannot read is given up at once, saying why", async () => {
    await using server = await fakePrometheus((_asked, response) =>
      json(response, { status: "error", errorType: "bad_data", error: "parse error: unexpected )" }, 400),
    );
    const { number } = await askedChange({ url: server.url, query: "rate(x", appliedAt });
    await runSentJobs();
    expect((await getChange(people.member, { number })).measurements[0]?.fetch).toMatchObject({
      state: "failed",
      problem: expect.stringContaining("parse error"),
    });
    expect(server.asked).toHaveLength(1);
  });

  test("flapping between two answers freezes one of them whole, and the verdict rests on just that", async () => {
    await using server = await fakePrometheus((asked, response) =>
      asked.number % 2 === 0 ? works(asked, response) : response.destroy(),
    );
    const { number, id } = await askedChange({ url: server.url, query: "x", appliedAt });
    await runSentJobs();
    expect((await getChange(people.member, { number })).measurements).toMatchObject([{ id, frozen: true }]);
    expect((await recomputeMeasurement(people.member, { id })).found).toBe("same");
  }, 90_000);
});

const missing = [
  ...(serverPath("prometheus") ? [] : ["the package prometheus"]),
  ...(serverPath("victoria-metrics") ? [] : ["the package victoria-metrics"]),
  ...(hasPrometheusData ? [] : ["../shared/data/pack"]),
];

describe.skipIf(missing.length > 0)(
  `a real Prometheus and a real VictoriaMetrics${missing.length > 0 ? ` (needs ${missing.join(" and ")})` : ""}`,
  () => {
    const begin = 1_795_469_045_000;
    const end = 1_795_469_785_000;
    const p50 = (app: string) =>
      `histogram_quantile(0.50, sum by (le) (rate(http_request_duration_seconds_bucket{app="${app}"}[30s])))`;
    const cases = [
      { app: "checkout", changedAt: Date.parse("2026-11-23T21:29:30.145Z"), outcome: "improved" },
      { app: "search", changedAt: Date.parse("2026-11-23T21:29:30.385Z"), outcome: "regressed" },
      { app: "mail", changedAt: Date.parse("2026-11-23T21:29:32.930Z"), outcome: null },
    ];

    test("give equal answers, equal verdicts, and the same bytes when computed again", async () => {
      await using prometheus = await startPrometheus();
      await using victoria = await startVictoriaMetrics();
      expect(await copySeries(prometheus, victoria, end + 60_000, "30m")).toBeGreaterThan(100);
      await equalAnswers(prometheus, victoria);
      for (const { app, changedAt, outcome } of cases) {
        const verdicts = [];
        for (const { url } of [prometheus, victoria]) {
          const { number, id } = await askedChange({
            url,
            query: p50(app),
            step: "5s",
            appliedAt: changedAt,
          });
          await runSentJobs();
          const [measurement] = (await getChange(people.member, { number })).measurements;
          expect(measurement, app).toMatchObject({ id, frozen: true, grade: "series" });
          expect((await recomputeMeasurement(people.member, { id })).found).toBe("same");
          verdicts.push(measurement?.verdict);
        }
        const [one, other] = verdicts;
        expect(other?.outcome, app).toBe(one?.outcome);
        expect(other?.effect.relative ?? 0, app).toBeCloseTo(one?.effect.relative ?? 1, 2);
        if (outcome) expect(one?.outcome, app).toBe(outcome);
        else expect(["unchanged", "inconclusive"]).toContain(one?.outcome);
      }
    }, 240_000);

    /** What is not computed over a range is the same to the digit; rates differ by how each counts at its edges. */
    async function equalAnswers(prometheus: RealServer, victoria: RealServer) {
      const query = 'process_resident_memory_bytes{app="checkout"}';
      const read = async ({ url }: RealServer) => {
        const { metric } = await askedChange({ url, query, step: "5s", appliedAt: begin, unit: "bytes" });
        return metricPoints(people.lead, { key: metric, from: new Date(begin), to: new Date(end) });
      };
      const [one, other] = [await read(prometheus), await read(victoria)];
      expect(one.points.length).toBeGreaterThan(100);
      expect(other.points).toEqual(one.points);
    }
  },
);
