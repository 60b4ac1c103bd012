import { describe, expect, it } from "vitest";
import { type Block, figuresOf, plainText, type TableBlock } from "#lib/core/documents/document.ts";
import { renderHtml } from "#lib/core/documents/render/html.ts";
import { renderMarkdown } from "#lib/core/documents/render/markdown.ts";
import { isSimulated, latestMeasurements, type Plan, sectionKeys } from "#lib/plan/model.ts";
import { changesIn, countsInWords, groupsOf, isBegun } from "#lib/plan/plan-counts.ts";
import { coverSentence, planDocument } from "#lib/plan/plan-document.ts";
import { aChange, aMeasurement, aPlan } from "#lib/testing/golden-plan.ts";

const golden = aPlan();
const document = planDocument(golden);
const plain = (text: string) => text.replaceAll("\u00a0", " ");
const section = (key: string, from = document) =>
  from.sections.find((each) => each.key === key)?.blocks ?? [];
const wordsOf = (blocks: unknown) => plain(JSON.stringify(blocks));
const tablesOf = (blocks: Block[]) => blocks.filter((block): block is TableBlock => block.kind === "table");
const better = { before: 412, after: 266, relative: -0.354, low: -0.381, high: -0.322 };

describe("the plan document", () => {
  it("has the eight sections of the source, in their order, also when nothing happened", () => {
    const empty = planDocument(aPlan({ changes: [], testRuns: [], objectives: [], narrative: {} }));
    for (const each of [document, empty])
      expect(each.sections.map(({ key }) => key)).toEqual([...sectionKeys]);
    expect(empty.sections.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const { blocks } of empty.sections) expect(blocks).not.toEqual([]);
    expect(wordsOf(section("code-updates-and-refactoring", empty))).toContain("No changes in this period.");
  });

  it("says the same in Markdown and HTML as in its blocks", () => {
    for (const rendered of [renderMarkdown(document), renderHtml(document)].map(plain)) {
      for (const words of [
        "−35 %",
        "−38 to −32 %",
        "Two proved better, one made things worse and was rolled back",
        "115 ms to go",
      ]) {
        expect(rendered).toContain(words);
      }
    }
  });

  it("prints what the signed review decided beside each change, and its seal on the cover and in each foot", () => {
    const [first, ...others] = golden.changes;
    if (!first) throw new Error("The golden plan has no change.");
    const decision = { decision: "Follow up", note: "Look again in spring.", by: "Nomsa Dlamini" };
    const sha256 = "0123456789abcdef".repeat(4);
    const review = {
      version: 1,
      signedBy: ["Nomsa Dlamini", "Kagiso Molefe"],
      sealedAt: "2026-10-06T07:40:00.000Z",
      sha256,
      changedSince: 2,
    };
    const signed = planDocument({ ...golden, changes: [{ ...first, decision }, ...others], review });
    const words = plain(renderMarkdown(signed));
    expect(words).toContain("Decided in the quarter's review: follow up");
    expect(words).toContain("Look again in spring. (Nomsa Dlamini)");
    expect(words).toContain("Nomsa Dlamini and Kagiso Molefe, 6 Oct 2026");
    expect(words).toContain(sha256);
    expect(words).toContain("2 records say something else than when it was signed.");
    expect(signed.foot).toContain("Review sealed: sha256 0123456789abcdef…");
    expect(document.foot ?? "").not.toContain("sealed");
  });

  it("begins with what a person states of the quarter, and says under it what was computed, by whom and why", () => {
    const stated = {
      words: "A steadier quarter than it looked.",
      reason: "The outage of July came from outside.",
      by: "Nomsa Dlamini",
      at: "2026-10-03T08:00:00.000Z",
    };
    const both = planDocument({ ...golden, stated });
    for (const rendered of [renderMarkdown(both), renderHtml(both)].map(plain)) {
      expect(rendered.split(stated.words)).toHaveLength(3);
      for (const printed of ["Computed", coverSentence(golden), stated.by, "3 Oct 2026", stated.reason]) {
        expect(rendered.split(plain(printed)).length, printed).toBeGreaterThanOrEqual(3);
      }
    }
    expect(wordsOf(document)).not.toContain("Computed");
  });

  it("draws every change that was measured and carried out", () => {
    const measured = golden.changes.filter((change) => isBegun(change) && change.measurements.length > 0);
    const sources = figuresOf(document).map(({ chart }) => chart.source);
    expect(sources).toHaveLength(measured.length);
    for (const { number } of measured)
      expect(sources.some((source) => source.startsWith(`C-${number}.`))).toBe(true);
  });

  it("numbers its tables and figures within their section", () => {
    const blocks = section("database-optimizations");
    expect(blocks.flatMap((block) => (block.kind === "figure" ? [block.number] : []))).toEqual([
      "3.1",
      "3.2",
      "3.3",
    ]);
    expect(tablesOf(blocks).map(({ number }) => number)).toEqual(["3.1", "3.2"]);
    expect(
      blocks.flatMap((block) =>
        block.kind === "heading" && block.number ? [`${block.number} ${plainText(block.runs)}`] : [],
      ),
    ).toEqual(["3.1 Indexing", "3.2 Query optimization", "3.3 Connection pooling"]);
  });

  it("never holds a draft, whoever asked", () => {
    expect(wordsOf(document)).not.toMatch(/canary/);
  });

  it("gives the same document for the same plan", () => {
    expect(JSON.stringify(planDocument(aPlan()))).toBe(JSON.stringify(document));
  });
});

describe("a percentage in the plan", () => {
  it("stands beside its interval or the word reported", () => {
    const tables = document.sections.flatMap(({ blocks }) => tablesOf(blocks));
    const effects = tables.flatMap(({ columns, rows }) => {
      const at = columns.findIndex((column) => column.title === "Effect");
      return rows.flatMap((row) => row[at] ?? []).filter((cell) => plainText(cell.runs) !== "");
    });
    expect(effects.length).toBeGreaterThan(6);
    for (const { note } of effects) expect(plain(note ?? "")).toMatch(/^(reported|[−+\d.]+ to [−+\d.]+ %)$/);
  });
});

describe("what is not proven", () => {
  const results = section("performance-testing-and-results");
  const under = (title: string) => {
    const start = results.findIndex((block) => block.kind === "heading" && plainText(block.runs) === title);
    const end = results.findIndex((block, index) => index > start && block.kind === "heading");
    return start < 0 ? "" : wordsOf(results.slice(start, end < 0 ? undefined : end));
  };

  it("stands apart from the proven results", () => {
    expect(under("Key results")).toMatch(/C-41.*C-43|C-43.*C-41/);
    for (const reference of ["C-46", "C-49", "C-50", "C-52", "C-53"])
      expect(under("Key results")).not.toContain(reference);
    expect(under("What got worse")).toContain("C-46");
    expect(under("What got worse")).toContain("A larger pool queued inside the database.");
    expect(under("Taken back")).toContain("C-53");
    expect(under("What made no difference")).toContain("C-50");
    expect(under("What could not be told")).toContain("C-52");
    expect(under("Reported, not proven")).toContain("C-49");
  });

  it("is said where the change is: overrides, roll-backs, and that nothing was measured", () => {
    expect(wordsOf(section("database-optimizations"))).toContain("Kept for the smaller pages.");
    expect(wordsOf(section("code-updates-and-refactoring"))).toContain(
      "It was not measured, so nothing is claimed for it.",
    );
    expect(wordsOf(section("code-updates-and-refactoring"))).toContain("Lost messages at restart.");
  });

  it("waits in the outlook, with what is planned next", () => {
    const words = wordsOf(section("ongoing-monitoring-and-continuous-improvement"));
    expect(words).toContain("Patch the statement worker");
    expect(words).toContain("Read replica for royalty reports");
  });
});

describe("the counts", () => {
  it("name the worse in the same breath", () => {
    expect(coverSentence(golden)).toBe(
      "Eight changes were carried out. Two proved better, one made things worse and was rolled back; one made no difference, one is inconclusive, one is only reported, one was taken back and one has no verdict yet.",
    );
  });

  it("are those of the cover's tally, and every change is counted once", () => {
    const cover = document.front.find((block) => block.kind === "cover");
    const tally = cover?.kind === "cover" ? cover.tally.map(({ word, count }) => `${word} ${count}`) : [];
    expect(tally).toEqual([
      "Improved 2",
      "Unchanged 1",
      "Regressed 1",
      "Inconclusive 1",
      "Reported 1",
      "No verdict 1",
    ]);
    const counted = Object.values(groupsOf(golden.changes))
      .flatMap(changesIn)
      .map(({ number }) => number);
    expect(counted.toSorted()).toEqual(golden.changes.filter(isBegun).map(({ number }) => number));
  });

  it("do not claim anything where nothing happened", () => {
    expect(countsInWords([])).toBe("");
    expect(coverSentence({ changes: [aChange(1, "Later", { status: "planned" })] })).toBe(
      "No change was carried out in this period.",
    );
    expect(countsInWords([aChange(1, "Unmeasured", { status: "applied" })])).toBe(
      "None proved better and none made things worse; one has no verdict yet.",
    );
  });

  it("say of several that got worse how many were rolled back", () => {
    const worse = (number: number, status: "rolled-back" | "verified") => {
      const effect = { ...better, relative: 0.1, low: 0.05, high: 0.2 };
      const measurement = aMeasurement("Time", "regressed", effect);
      const own = { ...measurement, verdict: { ...measurement.verdict, seed: `${number}` } };
      return aChange(number, "Worse", { status, rolledBackReason: "Slower.", measurements: [own] });
    };
    expect(countsInWords([worse(1, "verified"), worse(2, "rolled-back")])).toBe(
      "None proved better, two made things worse and one of them was rolled back.",
    );
    expect(countsInWords([worse(1, "verified")])).toBe("None proved better and one made things worse.");
  });

  it("count changes that rest on the same evidence once, and tell of each", () => {
    const shared = aMeasurement("Time", "improved", better);
    const changes = [1, 2].map((number) => aChange(number, `Half ${number}`, { measurements: [shared] }));
    expect(groupsOf(changes).better).toHaveLength(1);
    expect(changesIn(groupsOf(changes).better).map(({ number }) => number)).toEqual([2, 1]);
    expect(coverSentence({ changes })).toBe(
      "Two changes were carried out. One proved better and none made things worse.",
    );
  });
});

describe("measurements of one metric", () => {
  const early = aMeasurement("Time", "improved", better, {
    createdAt: "2026-07-01T00:00:00.000Z",
    primary: false,
  });
  const late = aMeasurement(
    "Time",
    "regressed",
    { ...better, relative: 0.2, low: 0.1, high: 0.3 },
    { createdAt: "2026-08-01T00:00:00.000Z" },
  );
  const guardrail = aMeasurement("Errors", "unchanged", better, {
    createdAt: "2026-09-01T00:00:00.000Z",
    primary: false,
  });

  it("count by their latest, the deciding one first", () => {
    expect(latestMeasurements({ measurements: [early, guardrail, late] })).toEqual([late, guardrail]);
    expect(groupsOf([aChange(1, "Twice", { measurements: [early, late] })]).worse).toHaveLength(1);
  });

  it("decide nothing where none of them is the change's own metric", () => {
    const plan = aPlan({
      changes: [aChange(1, "Only a guardrail", { status: "applied", measurements: [guardrail] })],
    });
    expect(groupsOf(plan.changes).open).toHaveLength(1);
    expect(figuresOf(planDocument(plan))).toHaveLength(1);
  });
});

describe("simulated data", () => {
  const real = (plan: Plan): Plan => ({
    ...plan,
    objectives: [],
    testRuns: [],
    changes: plan.changes.map((change) => ({
      ...change,
      simulated: false,
      measurements: change.measurements.map((each) => ({ ...each, simulated: false })),
    })),
  });

  it("is named on the cover and at every foot", () => {
    expect(document.foot).toBe("Sample plan, simulated data.");
    expect(wordsOf(document.front)).toContain("Sample plan: all numbers are simulated.");
    expect(document.simulated).toBe(true);
  });

  it("is named also where only one change rests on it", () => {
    const mixed = real(golden);
    mixed.changes.push(aChange(99, "Simulated", { simulated: true }));
    expect(planDocument(mixed).foot).toContain("Parts of this plan rest on simulated data");
  });

  it("is not claimed where there is none", () => {
    expect(isSimulated(real(golden))).toBe(false);
    expect(planDocument(real(golden)).foot).toBeNull();
  });
});

describe("cost and benefit", () => {
  const worth = {
    ...{ effortDays: "3.00", spentOnce: null, runningCostPerYear: null, savingPerYear: "7560.00" },
    ...{
      savingBasis: "3 instances at 210 € a month fewer",
      savingStatedBy: "Thandi Mokoena",
      currency: "EUR",
    },
  };

  it("stand in the results in every format, and in the data with how the saving is reckoned", () => {
    const changes = golden.changes.map((change, index) => (index === 0 ? { ...change, worth } : change));
    const stated = planDocument({ ...golden, changes });
    for (const words of [
      wordsOf(section("performance-testing-and-results", stated)),
      plain(renderMarkdown(stated)),
      plain(renderHtml(stated)),
    ]) {
      expect(words).toContain("states what it cost: 3 person-days");
      expect(words).toContain("€7,560 a year by one");
      expect(words).toContain("Savings are stated by people, never measured.");
    }
    expect(JSON.stringify(stated.records.changes)).toContain("3 instances at 210 € a month fewer");
  });

  it("have no heading where nobody stated any", () => {
    expect(wordsOf(section("performance-testing-and-results"))).not.toContain("Cost and benefit");
  });
});

describe("links and text", () => {
  it("lead to the evidence where the portal's address is known", () => {
    expect(wordsOf(section("database-optimizations"))).toContain("https://portal.example.org/changes/41");
    expect(wordsOf(planDocument(aPlan({ baseUrl: null })))).not.toContain("href");
  });

  it("of people are Markdown in descriptions and narratives, and plain everywhere else", () => {
    const plan = aPlan({
      changes: [aChange(1, "**Not bold** <b>", { description: "**bold**" })],
      narrative: { "database-optimizations": "*told*" },
    });
    const words = wordsOf(section("database-optimizations", planDocument(plan)));
    expect(words).toContain('{"text":"bold","strong":true}');
    expect(words).toContain('{"text":"told","emphasis":true}');
    expect(words).toContain("**Not bold** <b>");
  });

  it("of the records stand in the data to the byte", () => {
    const [first] = document.records.changes as { number: number; measurements: { verdict: unknown }[] }[];
    expect(first?.number).toBe(41);
    expect(first?.measurements[0]?.verdict).toEqual(golden.changes[0]?.measurements[0]?.verdict);
    expect(document.records.metrics).toHaveLength(8);
  });
});
