import { beforeAll, describe, expect, it } from "vitest";
import { measuredVerdict, type VerdictOptions } from "#lib/changes/measured-verdict.ts";
import { changeHistory, getChange, listChanges } from "#lib/changes/queries.ts";
import type { Change, Measurement } from "#lib/changes/schema.ts";
import { standingOf } from "#lib/core/statistics/verdict.ts";
import { fiscalQuarterOf } from "#lib/core/time.ts";
import { getNarratives } from "#lib/plan/queries.ts";
import { listItems, predictionScores, quarterMoves } from "#lib/roadmap/queries.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { setEnvironment } from "#lib/server/env.ts";
import { readFileText } from "#lib/server/files.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";
import { sampleChanges } from "#prisma/sample/changes.ts";
import { feedback } from "#prisma/sample/feedback.ts";
import { loadSample, type SampleLoaded } from "#prisma/sample/load.ts";
import { keyResults, metrics } from "#prisma/sample/metrics.ts";
import { narratives } from "#prisma/sample/narratives.ts";
import { people } from "#prisma/sample/people.ts";
import { roadmapItems } from "#prisma/sample/roadmap.ts";
import { sampleCalendar } from "#prisma/sample/schedule.ts";
import { testRuns } from "#prisma/sample/test-runs.ts";

const now = new Date("2026-10-20T09:00:00Z");
const portal = systemActor("test");
let loaded: SampleLoaded;
let changes: Change[];

beforeAll(async () => {
  // An address where nobody listens: nothing may be sent to it.
  setEnvironment({ SMTP_URL: "smtp://127.0.0.1:1" });
  loaded = await loadSample(portal, { accounts: true, now });
  const { items } = await listChanges(portal, { limit: 200, sort: "number" });
  changes = await Promise.all(items.map(({ number }) => getChange(portal, { number })));
});

describe("the loaded sample", () => {
  it("tells its history in the portal and mails none of it, neither now nor by the jobs it leaves", async () => {
    await runSentJobs(now);
    expect(await db.notification.count()).toBeGreaterThan(10);
    expect(await db.notification.count({ where: { mailAt: { not: null } } })).toBe(0);
    expect(await db.mail.count()).toBe(0);
  });

  it("has every change of the plan, as it is written down", () => {
    expect(changes.map((change) => change.title).toSorted()).toEqual(
      sampleChanges.map((change) => change.title).toSorted(),
    );
    for (const { title, area, practice, system } of sampleChanges) {
      expect(named(title)).toMatchObject({ area, practice, system });
    }
    expect(loaded.changes).toBe(changes.length);
  });

  it("has the text that people wrote around the records, in every section, by its writer at its time", async () => {
    const texts = await getNarratives(portal);
    expect(Object.fromEntries(texts.map(({ section, markdown }) => [section, markdown]))).toEqual(narratives);
    for (const { updatedAt, updatedBy } of texts) {
      expect(updatedBy).toBe(people.nomsa.name);
      expect(new Date(updatedAt ?? now) < now).toBe(true);
    }
  });

  it("is marked as simulated: organisation, changes, measurements and test runs", async () => {
    const organisation = await db.organisation.findUniqueOrThrow({ where: { id: 1 } });
    expect(organisation).toMatchObject({ name: "SayPro", sample: true, timeZone: "Africa/Johannesburg" });
    expect(changes.every((change) => change.simulated)).toBe(true);
    expect(await db.measurement.count({ where: { simulated: false } })).toBe(0);
    expect(await db.testRun.count({ where: { simulated: true } })).toBe(testRuns.length);
    expect(await db.testRun.count({ where: { simulated: false } })).toBe(0);
  });

  it("has each verdict as its kept files give it, byte for byte", async () => {
    const rows = await db.measurement.findMany({
      select: { id: true, verdict: true, options: true, inputs: { orderBy: { position: "asc" } } },
    });
    expect(rows).toHaveLength(loaded.measurements);
    for (const row of rows) {
      const files = (side: string) =>
        Promise.all(
          row.inputs
            .filter((input) => input.side === side)
            .map(async ({ name, fileId, sha256 }) => ({
              name,
              text: await readFileText(db, fileId),
              sha256,
            })),
        );
      const again = measuredVerdict(
        { before: [...(await files("series")), ...(await files("before"))], after: await files("after") },
        row.options as VerdictOptions,
      );
      expect(JSON.stringify(again.verdict)).toBe(row.verdict);
    }
  });

  it("says of each measurement what its simulation was made to show", () => {
    for (const { title, measurements = [] } of sampleChanges) {
      const said = measurements.map(({ metric }) => ({
        title,
        metric,
        said: shown(measured(title, metric)),
      }));
      expect(said).toEqual(measurements.map(({ metric, expected }) => ({ title, metric, said: expected })));
    }
  });

  it("has predictions that were stated before their results, and not touched since", () => {
    for (const change of changes) {
      expect(change.planChangedAfterResults).toBe(false);
      for (const measurement of change.measurements) {
        if (change.prediction) expect(change.prediction.statedAt < measurement.createdAt).toBe(true);
      }
    }
    const results = changes.map((change) => change.prediction?.result);
    for (const result of ["met", "above", "below", "not-provable"]) expect(results).toContain(result);
  });

  it("shows every status, and a reason where one is printed", () => {
    const statuses = new Set(changes.map((change) => change.status));
    expect(statuses).toEqual(
      new Set([
        ...["draft", "planned", "in-progress", "applied"],
        ...["measuring", "verified", "rolled-back", "abandoned"],
      ]),
    );
    for (const change of changes) {
      const needed = ["rolled-back", "abandoned"].includes(change.status) || change.overridden;
      expect({ title: change.title, reason: change.statusReason !== null }).toEqual({
        title: change.title,
        reason: needed,
      });
    }
    expect(changes.filter((change) => change.overridden)).toHaveLength(1);
  });

  it("watches a gain that was measured by its own history: every check that was due has been made, and it holds", async () => {
    const { number } = named("Cache royalty rates in Redis");
    const change = await getChange(portal, { number });
    expect(change.primary?.verdict.grade).toBe("series");
    expect(change.primary?.verdict.placebo?.contrasts).toBeGreaterThan(20);
    expect(change.primary?.verdict.placebo?.asLarge).toBe(0);
    expect(change.watch.map(({ days, state }) => ({ days, state }))).toEqual([
      { days: 7, state: "holding" },
      { days: 30, state: "holding" },
      { days: 90, state: "due" },
    ]);
  });

  it("tells its history in the order in which it happened, each step by its person", async () => {
    const events = await db.auditEvent.findMany({
      where: { action: { startsWith: "change." } },
      orderBy: { position: "asc" },
      select: { at: true, actorKind: true, actorName: true },
    });
    const times = events.map((event) => event.at.getTime());
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(Math.max(...times)).toBeLessThanOrEqual(now.getTime());
    expect(
      events.every((event) => event.actorKind === "system" && event.actorName.endsWith("(sample)")),
    ).toBe(true);
    const history = await changeHistory(portal, { number: named("Cache royalty rates in Redis").number });
    expect(new Set(history.map((entry) => entry.by))).toEqual(
      new Set(["The portal (sample)", "Thandi Mokoena (sample)"]),
    );
  });

  it("has dates of its own: created when recorded, updated when last touched", () => {
    for (const change of changes) {
      expect(change.createdAt <= change.updatedAt).toBe(true);
      expect(new Date(change.updatedAt).getTime()).toBeLessThanOrEqual(now.getTime());
    }
    expect(changes.some((change) => (change.recordedLateDays ?? 0) > 10)).toBe(true);
  });

  it("is not loaded over records", async () => {
    await expect(loadSample(portal, { accounts: false, now })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await db.change.count()).toBe(changes.length);
  });

  it("is loaded by admins and the portal only", async () => {
    const lead = await actorOf("lead");
    await expect(loadSample(lead, { accounts: false, now })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("the four key results of the plan", () => {
  const promised: [what: string, metric: string, change: number, absolute: boolean][] = [
    ["query time down 40 %", keyResults.queryTime, -0.4, false],
    ["page load down 30 %", keyResults.pageLoad, -0.3, false],
    ["uptime up from 99.5 to 99.9 %", keyResults.uptime, 0.004, true],
    ["30 % more traffic held", keyResults.traffic, 0.3, false],
  ];

  it.each(promised)("%s: proven by a measurement whose interval holds it", (_, metric, effect, absolute) => {
    const proofs = changes
      .flatMap((change) => change.measurements)
      .filter((one) => one.metric === metric && one.verdict?.outcome === "improved");
    const intervals = proofs.map(({ verdict }) =>
      absolute
        ? { low: verdict?.effect.absoluteLow, high: verdict?.effect.absoluteHigh }
        : { low: verdict?.effect.low, high: verdict?.effect.high },
    );
    expect(intervals.some(({ low, high }) => (low ?? 1) <= effect && effect <= (high ?? -1))).toBe(true);
    expect(proofs.every((one) => one.verdict && standingOf(one.verdict) === "proven")).toBe(true);
  });
});

describe("the sample's accounts", () => {
  it("are one a role, and the only people who can sign in", async () => {
    expect(loaded.accounts.map((account) => account.role).toSorted()).toEqual(
      ["admin", "executive", "lead", "member", "reviewer"].toSorted(),
    );
    expect(new Set(loaded.accounts.map((account) => account.password)).size).toBe(5);
    const people = await db.user.findMany({ where: { email: { endsWith: "@saypro.example" } } });
    const able = people.filter((person) => person.disabledAt === null).map((person) => person.email);
    expect(able.toSorted()).toEqual(loaded.accounts.map((account) => account.email).toSorted());
  });

  it("leaves drafts to their author, as everywhere", async () => {
    const executive = await actorOf("executive");
    const seen = await listChanges(executive, { limit: 200 });
    const drafts = changes.filter((change) => change.status === "draft").map((change) => change.number);
    expect(drafts).toHaveLength(1);
    expect(seen.items.filter((item) => drafts.includes(item.number))).toEqual([]);
    expect(seen.items).toHaveLength(changes.length - drafts.length);
  });
});

it("uses every metric that it brings", () => {
  const used = sampleChanges.flatMap((change) => [
    ...(change.measurements ?? []).map((measurement) => measurement.metric),
    ...(change.guardrails ?? []),
    ...(change.prediction ? [change.prediction.metric] : []),
  ]);
  expect(metrics.map((metric) => metric.key).filter((key) => !used.includes(key))).toEqual([]);
});

function named(title: string): Change {
  const change = changes.find((one) => one.title === title);
  if (!change) throw new Error(`There is no change "${title}".`);
  return change;
}

function measured(title: string, metric: string): Measurement {
  const found = named(title).measurements.find((one) => one.metric === metric);
  if (!found) throw new Error(`"${title}" has no measurement of ${metric}.`);
  return found;
}

function shown({ verdict }: Measurement): string {
  if (!verdict) return "none";
  return verdict.reason === "summary-only" ? "reported" : verdict.outcome;
}

describe("the sample's feedback", () => {
  it("is simulated, and every entry that names a change is tied to it", async () => {
    const entries = await db.feedback.findMany({ include: { links: true } });
    const merged = feedback.filter((entry) => entry.merged).length;
    expect(entries).toHaveLength(feedback.length + merged);
    expect(entries.every((entry) => entry.simulated)).toBe(true);
    const tied = entries.flatMap(({ links }) => links.filter(({ kind }) => kind === "change"));
    expect(tied).toHaveLength(feedback.filter(({ change }) => change !== null).length);
  });

  it("says solved where the linked change is proven, and nowhere else", async () => {
    const news = await db.feedbackNews.findMany({ include: { change: { select: { title: true } } } });
    const proven = feedback.filter(({ change }) => {
      const found = changes.find(({ title }) => title === change);
      return found?.status === "verified" && found.outcome === "improved";
    });
    expect(proven.length).toBeGreaterThan(0);
    expect(news.map(({ change }) => change.title).toSorted()).toEqual(
      proven.map(({ change }) => change).toSorted(),
    );
  });
});

describe("the sample's roadmap", () => {
  it("is marked as simulated, and stands in every column and quarter state", async () => {
    const { items: all } = await listItems(portal, { limit: 200 });
    const asked = await db.reviewAction.findMany({ select: { title: true } });
    expect(all.map((item) => item.title).toSorted()).toEqual(
      [...roadmapItems, ...asked].map((item) => item.title).toSorted(),
    );
    const items = all.filter((item) => roadmapItems.some((one) => one.title === item.title));
    expect(items.every((item) => item.simulated && item.owner !== null)).toBe(true);
    expect(new Set(items.map((item) => item.horizon))).toEqual(new Set(["now", "next", "later", "done"]));
    expect(new Set(items.map((item) => item.progress))).toEqual(
      new Set(["planned", "measuring", "proven", "not-proven"]),
    );
    for (const item of items) {
      const wanted = roadmapItems.find((one) => one.title === item.title)?.changes ?? [];
      expect(item.changes.map((change) => change.title).toSorted()).toEqual(wanted.toSorted());
    }
    const voted = items.filter((item) => item.votes > 0).map((item) => item.title);
    expect(voted.toSorted()).toEqual(
      roadmapItems.flatMap((item) => (item.feedback ? [item.title] : [])).toSorted(),
    );
  });

  it("has predictions that came true, that were too hopeful, and that pointed the wrong way", async () => {
    const { all, byTeam } = await predictionScores(portal, now);
    expect(all.met).toBeGreaterThanOrEqual(3);
    expect(all.below).toBeGreaterThanOrEqual(1);
    expect(all["wrong-way"]).toBeGreaterThanOrEqual(1);
    expect(byTeam.length).toBeGreaterThanOrEqual(3);
  });

  it("shows in the running quarter what was moved out and added late, with the reason", async () => {
    const quarter = fiscalQuarterOf(now, sampleCalendar);
    const { movedOut, addedLate } = await quarterMoves(portal, { quarter });
    expect(movedOut.map((move) => move.title)).toEqual(["Know what enrolment days need"]);
    expect(movedOut[0]?.reason).toBe("A load test would disturb the enrolment days.");
    expect(addedLate.map((move) => move.title)).toEqual(["Sign in at once, also at month end"]);
  });
});
