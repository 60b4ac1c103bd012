import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shownOutcomes, statuses } from "#lib/changes/model.ts";
import type { ChangeListItem } from "#lib/changes/schema.ts";
import { worthOf } from "#lib/changes/worth.ts";
import { type AgendaRecords, agendaOf } from "#lib/reviews/agenda.ts";
import { changeGroups, countIn, isIn, statusesAndOutcomes } from "#lib/reviews/change-groups.ts";
import { reviewedStatuses } from "#lib/reviews/model.ts";

const change = (number: number, more: Partial<ChangeListItem> = {}): ChangeListItem => ({
  number,
  title: `Change ${number}`,
  area: "database",
  practice: null,
  practiceName: null,
  system: "portal",
  systemName: "User portal",
  team: null,
  status: "applied",
  outcome: "none",
  appliedAt: "2026-02-01T00:00:00.000Z",
  happenedAt: "2026-02-01T00:00:00.000Z",
  createdAt: "2026-02-01T00:00:00.000Z",
  owner: null,
  simulated: false,
  primary: null,
  ...more,
});

const nothing: AgendaRecords = {
  quarter: "2026-Q1",
  team: null,
  timeZone: "UTC",
  headline: "No change was applied in this quarter.",
  stated: null,
  tallies: [],
  changes: { wins: [], regressions: [], unproven: [], unchanged: [], "rolled-back": [] },
  latestChecks: new Map(),
  recordedLate: { count: 0, changes: [] },
  carried: null,
  movedOut: { count: 0, moves: [] },
  addedLate: { count: 0, moves: [] },
  lostGains: { count: 0, gains: [] },
  targets: [],
  voices: { count: 0, entries: [], solved: { yes: 0, partly: 0, no: 0 } },
  openVoices: { count: 0, more: false, entries: [] },
  worth: { worth: worthOf([], 0), currency: null },
  lastActions: { quarter: null, actions: [] },
};

const sectionOf = (records: Partial<AgendaRecords>, key: string) =>
  agendaOf({ ...nothing, ...records }).find((section) => section.key === key);

describe("the agenda", () => {
  test("says all there is of cost and benefit, however many state it", () => {
    const sum = (changes: number, total: string | null) => ({ changes, total });
    const part = {
      ...{ outcome: "improved" as const, withdrawn: false, stating: 7, effortDays: sum(7, "18.50") },
      ...{ spentOnce: sum(0, null), runningCostPerYear: sum(0, null), savingPerYear: sum(2, "960.00") },
    };
    const section = sectionOf({ worth: { worth: worthOf([part], 9), currency: "EUR" } }, "worth");
    expect(section?.lines).toHaveLength(2);
    expect(section?.count).toBe(2);
  });

  test("says of every part also that there is nothing", () => {
    const agenda = agendaOf(nothing);
    expect(agenda.map((section) => section.key)).toEqual([
      ...[
        "verdict",
        "wins",
        "regressions",
        "unproven",
        "unchanged",
        "rolled-back",
        "recorded-late",
        "carried",
      ],
      ...[
        "moved-out",
        "added-late",
        "lost-gains",
        "targets",
        "worth",
        "feedback",
        "open-feedback",
        "last-actions",
      ],
    ]);
    expect(agenda.every((section) => section.count === 0 && section.summary.endsWith("."))).toBe(true);
    expect(sectionOf({}, "wins")?.summary).toBe("No change proved better and still stands.");
  });

  test("begins with what the quarter amounts to: as it is stated, and as it was computed", () => {
    const by = { by: "Lerato Nkosi", at: "2026-04-03T08:00:00.000Z", reason: "The outage weighs more." };
    const headline = "Two changes proved better. None made things worse.";
    expect(sectionOf({ headline }, "verdict")).toMatchObject({ count: 0, summary: headline, lines: [] });
    const [line] =
      sectionOf({ headline, stated: { words: "A quarter lost.", ...by } }, "verdict")?.lines ?? [];
    expect(line?.text).toBe("A quarter lost.");
    expect(line?.detail).toMatch(
      /^Computed: Two changes .* worse\. Stated by Lerato Nkosi on 3.Apr.2026: The outage weighs more\.$/,
    );
  });

  test("leaves out only what was not gathered", () => {
    expect(sectionOf({ voices: null }, "feedback")).toBeUndefined();
  });

  test("counts all of a group and shows the first of it", () => {
    const wins = sectionOf(
      {
        tallies: [
          { status: "verified", outcome: "improved", count: 41, results: 41 },
          { status: "rolled-back", outcome: "improved", count: 2, results: 2 },
        ],
        changes: { ...nothing.changes, wins: [change(7, { status: "verified", outcome: "improved" })] },
      },
      "wins",
    );
    expect(wins).toMatchObject({ count: 41, summary: "41 changes proved better and still stand." });
    expect(wins?.lines).toEqual([
      { text: "Change 7", detail: "C-7 · User portal · verified", href: "/changes/7", outcome: "improved" },
    ]);
  });

  test("says how many results changes share, as everywhere else they count once", () => {
    const summary = (count: number, results: number) =>
      sectionOf({ tallies: [{ status: "verified", outcome: "improved", count, results }] }, "wins")?.summary;
    expect(summary(8, 7)).toBe("8 changes, which share 7 results, proved better and still stand.");
    expect(summary(3, 1)).toBe("3 changes, which share 1 result, proved better and still stand.");
    expect(summary(1, 0)).toBe("1 change, counted with others, proved better and still stands.");
    const tallies = [{ status: "rolled-back", outcome: "improved", count: 2, results: 1 }];
    expect(sectionOf({ tallies }, "rolled-back")?.summary).toBe("2 changes were rolled back or abandoned.");
  });

  test("says of a gain what its latest check found", () => {
    const wins = [7, 8, 9, 10].map((number) => change(number, { status: "verified", outcome: "improved" }));
    const latestChecks: AgendaRecords["latestChecks"] = new Map([
      [7, { state: "holding", day: 90 }],
      [8, { state: "fading", day: 30 }],
      [9, { state: "lost", day: 7 }],
    ]);
    const section = sectionOf({ changes: { ...nothing.changes, wins }, latestChecks }, "wins");
    expect(section?.lines.map(({ detail }) => detail?.split(" · ").at(-1))).toEqual([
      "the gain holds after 90 days",
      "the gain fades after 30 days",
      "the gain is lost after 7 days",
      "verified",
    ]);
  });

  test("says what waits for an answer", () => {
    const entries = [{ number: 4, title: "Search is slow", votes: 12, status: "New" }];
    const section = (count: number, more = false) =>
      sectionOf({ openVoices: { count, more, entries } }, "open-feedback");
    expect(section(1)?.summary).toBe("1 entry of feedback waits for an answer, the most wanted first.");
    expect(section(3)).toMatchObject({
      count: 3,
      lines: [{ text: "Search is slow", detail: "12 votes · New", href: "/feedback/4" }],
    });
    expect(section(1_000, true)?.summary).toBe(
      "More than 1,000 entries of feedback wait for an answer, the most wanted first.",
    );
  });

  test("gives a move its way and its reason", () => {
    const moves = [
      { number: 3, title: "Shard the log", from: "2026-Q1", to: "2026-Q2", reason: "No hands", by: "Ann" },
    ];
    expect(sectionOf({ movedOut: { count: 1, moves } }, "moved-out")).toMatchObject({
      summary: "1 roadmap item left the quarter after it had begun.",
      lines: [
        {
          text: "Shard the log",
          detail: "Q1\u00a02026 to Q2\u00a02026 · Ann · No hands",
          href: "/roadmap/3",
        },
      ],
    });
  });

  test("tells lost gains from fading ones", () => {
    const gains = [
      { number: 9, title: "Cache", day: 30, kept: 0.48, lost: false },
      { number: 8, title: "Index", day: 90, kept: 0.04, lost: true },
    ];
    const section = sectionOf({ lostGains: { count: 2, gains } }, "lost-gains");
    expect(section?.summary).toBe("2 gains faded or got lost when checked again.");
    expect(section?.lines.map((line) => line.text.replaceAll("\u00a0", " "))).toEqual([
      "Cache: the gain is fading after 30 days, 48 % of it is kept",
      "Index: the gain is lost after 90 days",
    ]);
  });

  test("says how far each target is", () => {
    const standing = (value: number | null) => ({
      objective: "Quick answers",
      kind: "responsiveness" as const,
      target: {
        metric: "m",
        metricName: "Search, p95",
        unit: "ms",
        better: "lower" as const,
        value: 300,
        dueAt: "2026-03-31T00:00:00.000Z",
      },
      periods: [{ label: "Q1", value }],
    });
    const section = sectionOf({ targets: [standing(250), standing(320), standing(null)] }, "targets");
    expect(section?.summary).toBe("1 target of 3 is reached.");
    expect(section?.lines.map((line) => line.text.replaceAll("\u00a0", " "))).toEqual([
      "Search, p95: 320 ms, 20 ms from its target of 300 ms",
      "Search, p95: not measured, target 300 ms",
    ]);
  });

  test("says what users sent, and whether it is solved for them", () => {
    const entries = [{ number: 4, title: "Statements are slow", votes: 12, status: "Planned" }];
    const solved = { yes: 8, partly: 2, no: 1 };
    expect(sectionOf({ voices: { count: 1, entries, solved } }, "feedback")).toMatchObject({
      summary: "1 entry of feedback was sent. Solved by its changes? 8 said yes, 2 partly, 1 no.",
      lines: [{ text: "Statements are slow", detail: "12 votes · Planned", href: "/feedback/4" }],
    });
  });

  test("says what came of the last review's actions", () => {
    const action = {
      title: "Retry",
      owner: "Lerato",
      status: "done" as const,
      outcomeNote: "Eight a service.",
      change: 46,
      item: null,
    };
    const item = { number: 7, progress: "Proven" };
    const open = { ...action, status: "open" as const, outcomeNote: null, change: null, item };
    const actions = [action, open];
    expect(sectionOf({ lastActions: { quarter: "2025-Q4", actions } }, "last-actions")).toMatchObject({
      summary: "The review of Q4\u00a02025 left 2 actions: 1 done, 1 still open.",
      lines: [
        { detail: "done · Lerato · Eight a service.", href: "/changes/46" },
        { detail: "open · Lerato · on the roadmap: proven", href: "/roadmap/7" },
      ],
    });
  });
});

describe("the groups", () => {
  const status = fc.constantFrom(...statuses);
  const outcome = fc.constantFrom(...shownOutcomes);

  test("hold every reviewed change at least once, and what is not begun never", () => {
    fc.assert(
      fc.property(status, outcome, (s, o) => {
        const groups = changeGroups.filter((group) => isIn(group, { status: s, outcome: o }));
        expect(groups.length > 0).toBe(reviewedStatuses.includes(s));
        expect(groups.length <= 2).toBe(true);
      }),
    );
  });

  test("ask the database what they ask of one change", () => {
    fc.assert(
      fc.property(status, outcome, fc.constantFrom(...changeGroups), (s, o, group) => {
        const { statuses: asked, outcomes } = statusesAndOutcomes(group);
        expect(asked.includes(s) && outcomes.includes(o)).toBe(isIn(group, { status: s, outcome: o }));
      }),
    );
  });

  test("a change that got worse and was rolled back stands in both", () => {
    const tallies = [{ status: "rolled-back", outcome: "regressed", count: 3, results: 3 }];
    expect(changeGroups.filter((group) => countIn(group, tallies) === 3)).toEqual([
      "regressions",
      "rolled-back",
    ]);
  });
});
