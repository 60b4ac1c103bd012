/**
 * One number everywhere: every figure of a quarter that has something of every kind, on each page, in the API, the mail and
 * the documents, against what the verdicts as they are stored read by one formatter, and against counts made by hand.
 *
 * The same figure may be written shorter, by these rules and no others: tables of the portal leave the interval's unit to
 * the effect before it and write "pts"; a sentence says "fell by" for a minus, and "14.3 times what it was" for +1,332 %.
 */

import type { ChangeListItem } from "#lib/changes/schema.ts";
import { currentValue, distanceOf } from "#lib/changes/target-standing.ts";
import { scaleOf } from "#lib/core/units.ts";
import { deltaInWords } from "#lib/reviews/comparison.ts";
import { squeezed, stretchesIn } from "#lib/testing/document-figures.ts";
import type { MailServer } from "#lib/testing/mail-server.ts";
import { wordsOfDocx, wordsOfPdf } from "./documents.ts";
import { blanks, countSaid, linesOf, numbersIn, shortened, strangersIn } from "./figures.ts";
import { headlineAgrees, overviewAgrees, targetWritten } from "./overview-agrees.ts";
import {
  figuresBy,
  lineNumber,
  measured,
  noStrangers,
  parityWorld,
  tellOverviewOf,
  type World,
} from "./parity-world.ts";
import { counts, earlierCounts, reviewCounts, worthSaid } from "./seeded-quarter.ts";
import { expect, test } from "./signed-in.ts";

type Cell = { runs: { text: string }[]; note: string | null };
type PlanBlock = {
  kind: string;
  runs?: { text: string }[];
  columns?: { title: string }[];
  rows?: Cell[][];
  tally?: { count: number }[];
};
type PlanJson = {
  front: PlanBlock[];
  sections: { key: string; blocks: PlanBlock[] }[];
  changes: { number: number; measurements: { primary: boolean; verdict: unknown }[] }[];
};

test.describe("one number everywhere", () => {
  test.describe.configure({ mode: "serial" });
  test.setTimeout(180_000);
  let world: World;

  test.beforeAll(async ({ browser }) => {
    world = await parityWorld(browser);
  });
  test.afterAll(() => world.close());

  test("the quarter has every kind, and its figures are worth comparing", () => {
    const { seeded, known } = world;
    expect(seeded.map(({ number, title }) => [title, known.get(number)?.change.outcome])).toEqual(
      seeded.map(({ title, outcome }) => [title, outcome]),
    );
    const all = measured(world).map((number) => figuresBy(world, number));
    expect(all.some(({ effect }) => effect.endsWith("points"))).toBe(true);
    expect(all.some(({ effect }) => effect.endsWith("ms"))).toBe(true);
    expect(all.some(({ sentence }) => sentence.includes("times what it was"))).toBe(true);
    expect(all.some(({ interval }) => interval === "")).toBe(true);
    // A number that is rounded otherwise is a stranger.
    const [one] = all;
    expect(
      strangersIn(
        `It fell by ${Math.round(Number.parseFloat(one?.effect.slice(1) ?? ""))} %`,
        figuresBy(world, 1),
      ),
    ).not.toEqual([]);
  });

  test("the API gives one verdict of a change, wherever it is asked", async () => {
    const { call, quarter, overview, known } = world;
    const verdictOf = (number: number) => known.get(number)?.change.primary?.verdict;
    const said: { where: string; number: number; verdict: unknown }[] = [];
    const list = (where: string, changes: ChangeListItem[]) => {
      for (const { number, primary } of changes)
        if (primary) said.push({ where, number, verdict: primary.verdict });
    };
    list("/changes", (await call("GET", `/changes?quarter=${quarter}&limit=100`)).items);
    const parts = [
      ...overview.better,
      overview.worse,
      overview.withdrawn,
      overview.inconclusive,
      overview.reported,
    ];
    list(
      "/overview",
      parts.flatMap(({ results }) => results.map(({ change }) => change)),
    );
    list(
      "/overview gains",
      overview.gains.map(({ change }) => change),
    );
    const reviewed: { change: ChangeListItem }[] = (
      await call("GET", `/reviews/${quarter}/changes?limit=100`)
    ).items;
    list(
      "/reviews",
      reviewed.map(({ change }) => change),
    );
    const plan: PlanJson = await call("GET", `/plan?format=json&quarter=${quarter}`);
    for (const { number, measurements } of plan.changes) {
      for (const { primary, verdict } of measurements)
        if (primary) said.push({ where: "/plan", number, verdict });
    }
    expect(new Set(said.map(({ where }) => where)).size).toBe(5);
    expect(said.filter(({ where }) => where === "/plan")).toHaveLength(measured(world).length);
    for (const { where, number, verdict } of said)
      expect.soft(verdict, `${where} of C-${number}`).toEqual(verdictOf(number));
    expect(overview.counts).toEqual(counts);
    worthAgrees((overview.worth?.sentences ?? []).map(({ sentence }) => sentence).join("\n"));
    expect(overview.better.reduce((sum, { count }) => sum + count, 0)).toBe(counts.better);
    expect(
      [overview.worse, overview.withdrawn, overview.inconclusive, overview.reported].map(
        ({ count }) => count,
      ),
    ).toEqual([counts.worse, counts.withdrawn, counts.inconclusive, counts.reported]);
  });

  test("the overview says them, at a desk and on a phone", async () => {
    const { page, quarter } = world;
    await page.goto(`/?quarter=${quarter}`);
    await overviewAgrees(page, world);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.reload();
    await overviewAgrees(page, world);
    worthAgrees((await page.locator("main").textContent()) ?? "");
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test("a shared link says them without an account", async ({ browser }) => {
    const { page, quarter, portal } = world;
    await page.goto(`/settings/sharing?quarter=${quarter}`);
    const form = page.getByRole("form", { name: "Share an overview" });
    await form.getByRole("button", { name: "Make link" }).click();
    const address = await form.getByLabel("Link to the overview").inputValue();
    const outside = await (await browser.newContext({ baseURL: portal.url, locale: "en-GB" })).newPage();
    await outside.goto(address);
    await overviewAgrees(outside, world);
    await outside.context().close();
  });

  test("a review says them, and how they moved", async () => {
    const { page, quarter, overview, review, known } = world;
    expect(review.agenda.find(({ key }) => key === "wins")?.count).toBe(reviewCounts.winningChanges);
    await page.goto(`/reviews/${quarter}`);
    const lines = await linesOf(page.locator("#agenda"));
    noStrangers(world, lines);
    for (const { number, text } of lines) {
      const figures = known.get(number)?.figures;
      if (figures) expect.soft(text).toContain(figures.sentence);
    }
    const agenda = (await page.locator("#agenda p").allTextContents()).map(blanks).join("\n");
    expect(countSaid(agenda, /(\S+) changes?, which share \S+ results?, proved better/)).toBe(
      reviewCounts.winningChanges,
    );
    expect(countSaid(agenda, /which share (\S+) results?, proved better/)).toBe(counts.better);
    expect(countSaid(agenda, /which share (\S+) results?, made things worse/)).toBe(counts.worse);
    expect(countSaid(agenda, /(\S+) changes? were rolled back/)).toBe(reviewCounts.takenBack);

    worthAgrees(agenda);
    const unproven = counts.inconclusive + counts.reported + counts.open;
    const teams = page.getByRole("table", { name: "The review by team" });
    await expect(teams.getByRole("row")).toHaveCount(4);
    const all = await teams.getByRole("row", { name: /^All/ }).locator("td").allTextContents();
    expect(all.map((cell) => numbersIn(cell).join())).toEqual(
      [
        [counts.changes],
        [counts.better],
        [counts.worse],
        [unproven],
        [0, counts.changes],
        [reviewCounts.met, reviewCounts.stated],
      ].map(String),
    );

    const outcomes = page.getByRole("table", { name: "Outcomes by quarter" });
    const row = async (name: string) =>
      (await outcomes.getByRole("row", { name }).locator("td").allTextContents()).map(blanks);
    expect(await row("Changes")).toEqual(moved(counts.changes, earlierCounts.changes));
    expect(await row("Proven improvements")).toEqual(moved(counts.better, earlierCounts.better, "better"));
    expect(await row("Proven regressions")).toEqual(moved(counts.worse, earlierCounts.worse, "worse"));
    expect(await row("Unproven")).toEqual(moved(unproven, 0, "worse"));
    expect(await row("Proven without effect")).toEqual(moved(counts.unchanged, 0));
    expect(await row("Rolled back or abandoned")).toEqual(moved(reviewCounts.takenBack, 0));
    expect((await row("Predictions met")).slice(0, 3)).toEqual([
      "0 of 0",
      "0 of 0",
      `${reviewCounts.met} of ${reviewCounts.stated}`,
    ]);

    const rows = await page
      .getByRole("table", { name: "Values of targets by quarter" })
      .locator("tbody tr")
      .all();
    expect(rows).toHaveLength(overview.targets.length);
    for (const shown of rows) {
      const [name = "", , , now, goal, distance] = (await shown.locator("th, td").allTextContents()).map(
        blanks,
      );
      const index = overview.targets.findIndex(({ target }) => name.startsWith(target.metricName));
      expect.soft([now, goal, distance], name).toEqual(targetWritten(overview, index));
      const standing = overview.targets[index];
      if (!standing) continue;
      const value = currentValue(standing);
      // In one row one unit: that of value and target.
      const scale = scaleOf([value, standing.target.value], standing.target.unit);
      const delta = deltaInWords(value, standing.periods.at(-2)?.value ?? null, standing.target, scale);
      if (delta) expect.soft(squeezed(name)).toContain(squeezed(delta));
      if (value !== null && distance?.endsWith("to go")) {
        const gap = distance.replace(" to go", "");
        expect.soft(agenda).toContain(`: ${now}, ${gap} from its target of ${goal}`);
      }
    }
  });

  test("the pages of a change, its place in the walk and the list say them", async () => {
    const { page, quarter, known } = world;
    test.slow();
    await page.goto(`/changes?quarter=${quarter}`);
    const listed = (await linesOf(page)).filter(({ number }) => known.get(number)?.figures);
    expect(listed).toHaveLength(measured(world).length);
    for (const { number, cells } of listed) {
      const figures = figuresBy(world, number);
      const { effect, interval } = shortened(figures);
      expect.soft(cells[2], figures.sentence).toBe(`${effect} ${interval || "reported"}`);
    }
    for (const number of measured(world)) {
      const { before, after, sentence } = figuresBy(world, number);
      await page.goto(`/changes/${number}`);
      await expect.soft(page.getByRole("region", { name: "Verdict" })).toContainText(sentence);
      const facts = blanks((await page.locator("#evidence").textContent()) ?? "");
      expect.soft(facts).toMatch(new RegExp(`Before ?${literal(before)}[ ,(]`));
      expect.soft(facts).toMatch(new RegExp(`After ?${literal(after)}[ ,(]`));
    }
    for (const number of measured(world)) {
      const { sentence, ...figures } = figuresBy(world, number);
      await page.goto(`/reviews/${quarter}/walk?change=${number}`);
      await expect.soft(page.getByRole("region", { name: "Verdict" })).toContainText(sentence);
      const { effect, interval } = shortened({ sentence, ...figures });
      const check = page.getByRole("table", { name: "Checks" }).locator("tbody td.num").first();
      expect.soft(blanks((await check.textContent()) ?? "")).toBe(`${effect} ${interval || "reported"}`);
    }
  });

  test("the plan says them, on its page and in every format", async () => {
    const { page, call, quarter, overview, known } = world;
    const plan: PlanJson = await call("GET", `/plan?format=json&quarter=${quarter}`);
    let rows = 0;
    for (const block of plan.sections.flatMap(({ blocks }) => blocks)) {
      const columns = block.columns?.map(({ title }) => title) ?? [];
      if (columns.slice(0, 4).join() !== "Change,Before,After,Effect") continue;
      for (const [change, before, after, effect] of block.rows ?? []) {
        const number = lineNumber(change?.note ?? "");
        const figures = known.get(number)?.figures;
        if (!figures) continue;
        rows++;
        expect
          .soft([said(before), said(after), said(effect)], figures.sentence)
          .toEqual([figures.before, figures.after, figures.effect]);
        expect.soft(blanks(effect?.note ?? "")).toBe(figures.interval || "reported");
      }
    }
    expect(rows).toBeGreaterThan(measured(world).length);
    const cover = plan.front.find(({ kind }) => kind === "cover");
    const { better, unchanged, worse, inconclusive, reported, open } = counts;
    expect(cover?.tally?.map(({ count }) => count)).toEqual([
      better,
      unchanged,
      worse,
      inconclusive,
      reported,
      open,
    ]);
    const words = blanks(stretchesAndWords(plan));
    expect(countSaid(words, /(\w+) changes were carried out/)).toBe(counts.changes);
    worthAgrees(plan.sections.flatMap(({ blocks }) => blocks.map(({ runs }) => said({ runs }))).join("\n"));
    coverAgrees(words.slice(words.indexOf("changes were carried out")));

    const stretches = stretchesIn([plan.front, plan.sections.map(({ blocks }) => blocks)]);
    expect(stretches.length).toBeGreaterThan(60);
    await page.goto(`/plan?quarter=${quarter}`);
    const download = async (format: string) => {
      const answer = await page.request.get(`/api/v1/plan?format=${format}&quarter=${quarter}`);
      expect(answer.ok(), format).toBe(true);
      return answer.body();
    };
    const made: Record<string, string> = {
      page: squeezed((await page.locator("main").textContent()) ?? ""),
      HTML: squeezed((await download("html")).toString("utf8")),
      Markdown: squeezed((await download("md")).toString("utf8")),
      DOCX: squeezed(await wordsOfDocx(await download("docx"))),
      PDF: squeezed(await wordsOfPdf(await download("pdf"))),
    };
    for (const [format, text] of Object.entries(made)) {
      expect
        .soft(
          stretches.filter((one) => !text.includes(squeezed(one))),
          format,
        )
        .toEqual([]);
    }
    const targets = plan.sections.find(({ key }) => key === "optimization-objectives")?.blocks ?? [];
    const written = targets.flatMap(({ rows: all }) => all ?? []);
    expect(written).toHaveLength(overview.targets.length);
    for (const [name, ...cells] of written) {
      const index = overview.targets.findIndex(({ target }) => target.metricName === said(name));
      expect.soft(cells.map(said), said(name)).toEqual(targetWritten(overview, index));
    }
  });

  test("the mail says them", async () => {
    const { overview, portal, mails } = world;
    await tellOverviewOf(portal);
    await expect.poll(() => mailed(mails)?.headers.subject ?? "", { timeout: 60_000 }).not.toBe("");
    const mail = mailed(mails);
    const text = mail?.text ?? "";
    headlineAgrees(/has ended: (.*)/.exec(text)?.[1] ?? "");
    const { inconclusive, reported, open, withdrawn } = counts;
    expect(text).toContain(
      `changes were: ${inconclusive} inconclusive, ${reported} only reported, ${open} without a verdict, ${withdrawn} taken back.`,
    );
    const lines = text.split(/\r?\n/).filter((line) => /^- .*C-\d+/.test(line));
    expect(lines.length).toBeGreaterThanOrEqual(5);
    for (const line of lines) {
      const figures = figuresBy(world, lineNumber(line));
      expect.soft(blanks(line)).toContain(figures.sentence);
      const shared = /\(shared with \d+ changes?\)$/;
      expect.soft(strangersIn(line.replace(shared, ""), figures), line).toEqual([]);
      expect.soft(squeezed(mail?.html ?? "")).toContain(squeezed(line));
    }
    worthAgrees(text);
    const missed = overview.targets.filter(({ target }) => target.dueAt !== null);
    expect(missed).toHaveLength(1);
    for (const standing of missed) {
      const line = text.split(/\r?\n/).find((one) => one.includes("missed its target")) ?? "";
      expect(numbersIn(line).slice(-1)).toEqual(numbersIn(distanceOf(standing)));
    }
  });

  function worthAgrees(text: string): void {
    for (const sentence of worthSaid) expect.soft(squeezed(text)).toContain(squeezed(sentence));
  }

  function coverAgrees(sentence: string): void {
    expect(countSaid(sentence, /(\w+) proved better/)).toBe(counts.better);
    expect(countSaid(sentence, /(\w+) made things worse/)).toBe(counts.worse);
    expect(countSaid(sentence, /and (\w+) of them was rolled back/)).toBe(counts.worseUndone);
    expect(countSaid(sentence, /(\w+) made no difference/)).toBe(counts.unchanged);
    expect(countSaid(sentence, /(\w+) is inconclusive/)).toBe(counts.inconclusive);
    expect(countSaid(sentence, /(\w+) is only reported/)).toBe(counts.reported);
    expect(countSaid(sentence, /(\w+) was taken back/)).toBe(counts.withdrawn);
    expect(countSaid(sentence, /(\w+) has no verdict yet/)).toBe(counts.open);
  }
});

function mailed({ received }: MailServer) {
  return received.find(({ text }) => text.includes("has ended:"));
}

/** A row of the comparison: a year ago there was nothing; then, now, and both differences. */
function moved(now: number, then: number, sense?: "better" | "worse"): string[] {
  const delta = (from: number) => {
    if (now === from) return "No change";
    const more = now > from;
    const worded =
      sense === undefined ? "" : more ? `, ${sense}` : `, ${sense === "better" ? "worse" : "better"}`;
    return `${more ? "+" : "−"}${Math.abs(now - from)}${worded}`;
  };
  return ["0", String(then), String(now), delta(0), delta(then)];
}

function said(cell: Partial<Pick<Cell, "runs">> | undefined): string {
  return blanks((cell?.runs ?? []).map(({ text }) => text).join(""));
}

/** All sentences of the cover, also those whose counts are words. */
function stretchesAndWords(plan: PlanJson): string {
  return JSON.stringify(plan.front);
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
