import type { Page } from "@playwright/test";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { caller } from "./api.ts";
import { type Portal, startPortal } from "./portal.ts";
import { expect, signIn, test } from "./signed-in.ts";

/** The quarter that runs: the sample has something of everything in it. */
const sample = "/";
const large = "2024-Q2";

test.describe("the executive on a phone", () => {
  test.setTimeout(120_000);
  let portal: Portal;

  // A portal of its own: what other journeys record would be read too.
  test.beforeAll(async () => {
    portal = await startPortal(["--sample"]);
  });
  test.afterAll(() => portal.stop());

  test("reads in two minutes what got better, what got worse and what is next, and opens the evidence", async ({
    browser,
  }) => {
    const context = await browser.newContext({
      baseURL: portal.url,
      locale: "en-GB",
      viewport: { width: 360, height: 740 },
    });
    const page = await context.newPage();
    await signIn(page, portal.accounts.executive ?? { email: "", password: "" });
    await page.goto(sample);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/changes proved better\./);
    for (const name of ["Biggest gains", "What got better", "What got worse", "Targets", "Next"]) {
      await expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
    }
    // What eyes read, at 240 words a minute; a figure with its unit is one word.
    const read = await page.locator("main").evaluate((main) => {
      for (const spoken of main.querySelectorAll(".sr-only")) spoken.remove();
      // biome-ignore lint/performance/useDomNodeTextContent: what is hidden on a phone is not read
      return (main as HTMLElement).innerText;
    });
    const words = (read.replaceAll("\u00a0", "").match(/\S+/g) ?? []).length;
    expect(words).toBeGreaterThan(150);
    expect(words).toBeLessThanOrEqual(480);
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBeLessThanOrEqual(0);

    // Every figure of the page leads somewhere that has more to say.
    const links = await page.locator("main").getByRole("link").all();
    const targets = new Set(await Promise.all(links.map((link) => link.getAttribute("href"))));
    expect(targets.size).toBeGreaterThan(15);
    for (const target of targets) {
      const answer = await page.request.get(target ?? "");
      expect(answer.status(), target ?? "").toBe(200);
    }
    await page.reload();
    await page.getByRole("table", { name: "What got better" }).getByRole("link").first().click();
    await expect(page.getByRole("region", { name: "Verdict" })).toContainText("Improved");
  });
});

test.describe("what it is worth", () => {
  test("a lead states cost and saving, and the executive reads them on a phone by what became of them", async ({
    as,
  }) => {
    test.setTimeout(120_000);
    const lead = await as("lead");
    await lead.goto("/changes/new");
    const form = lead.getByRole("form", { name: "Record a change" });
    await form.getByLabel("What was changed?").fill("Fewer instances for reports");
    await form.getByRole("radio", { name: "Infrastructure" }).check();
    await form.getByLabel("System", { exact: true }).selectOption({ label: "User portal" });
    await form.getByRole("textbox", { name: "Day" }).fill("12 May 2023");
    await form.getByLabel("Start time").fill("08:30");
    await form.getByText("Cost and benefit", { exact: true }).click();
    await form.getByLabel("Effort spent, in person-days").fill("2,5");
    await form.getByLabel("Saving per year, in ZAR").fill("7 560");
    await form.getByRole("button", { name: "Record change" }).click();
    await expect(form).toContainText("Say how the saving is reckoned");
    await form.getByLabel("How is the saving reckoned?").fill("3 instances at R 210 a month fewer");
    await form.getByRole("button", { name: "Record change" }).click();
    const stated = lead.locator("#worth");
    await expect(stated).toContainText("Stated, gain not proven: there is no verdict yet.");
    await expect(stated).toContainText("never measured: 3 instances at R 210 a month fewer");

    const page = await as("executive");
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto("/?quarter=2023-Q2");
    await expect(page.getByText(/states? what (it|they) cost/)).toContainText("2.5");
    const apart = page.getByRole("link", { name: /Stated and not proven/ });
    await expect(apart).toContainText("7,560");
    await expect(page.getByText("Savings are stated by people, never measured.").first()).toBeVisible();
    await expect(page.getByText(/Stated as saved/)).toHaveCount(0);
    await apart.click();
    await expect(page.getByRole("main")).toContainText("Fewer instances for reports");
  });
});

test.describe("on paper", () => {
  test("small, medium and large quarters are one page of A4 each, also with the longest statement", async ({
    as,
  }) => {
    test.setTimeout(240_000);
    const lead = await as("lead");
    await fillQuarter(lead, 42);
    const page = await as("executive");
    const reviewer = await as("reviewer");
    for (const [path, least] of [
      ["/?quarter=2025-Q1", 0],
      [sample, 2],
      [`/?quarter=${large}`, 10],
    ] as const) {
      await page.goto(path);
      const improved = page.getByRole("link", { name: /^Improved/ });
      expect(Number(/\d+/.exec((await improved.textContent()) ?? "")?.[0])).toBeGreaterThanOrEqual(least);
      await isOnePage(page, path);
      await stateAtLength(reviewer, path);
      await page.goto(path);
      await expect(page.getByText(/^Computed: /)).toBeVisible();
      await isOnePage(page, `${path}, stated`);
    }
  });
});

async function isOnePage(page: Page, what: string): Promise<void> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const document = await getDocument({ data: new Uint8Array(pdf) }).promise;
  expect.soft(document.numPages, what).toBe(1);
  const [, , width = 0, height = 0] = (await document.getPage(1)).view;
  expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
}

/** As many words, and as many of a reason, as are taken. */
async function stateAtLength(page: Page, path: string): Promise<void> {
  const long =
    "Settlements were quicker and memory smaller, while the gateway stood still for a day. ".repeat(5);
  await page.goto(path);
  await page.getByRole("link", { name: "State it in your own words" }).click();
  await page.getByRole("textbox", { name: "In your own words" }).fill(long.slice(0, 160).trim());
  await page.getByLabel("Reason").fill(long.slice(0, 300).trim());
  await page.getByRole("button", { name: "State it" }).click();
  await expect(page.getByText(/^Stated by /)).toBeVisible();
}

/** Changes with long names and every outcome, through the HTTP API. */
async function fillQuarter(page: Page, count: number): Promise<void> {
  await page.goto("/settings");
  const form = page.getByRole("form", { name: "Make a token" });
  await form.getByLabel("Name").fill("print test");
  await form.getByRole("radio", { name: "Both" }).check();
  await form.getByRole("button", { name: "Make token" }).click();
  const token = await form.getByLabel("Your new token").inputValue();
  const call = caller(page.request, token);
  const post = (path: string, data: object) => call("POST", path, data);
  const far = (at: number) => Array.from({ length: 12 }, (_, index) => at + ((index * 7) % 5));
  for (let number = 1; number <= count; number++) {
    const kind = number % 6;
    const { number: change } = await post("/changes", {
      title: `Move the nightly settlement of royalties for territory ${number} from the reporting replica to a queue with retries and limits`,
      area: "database",
      system: "royalty-calculation",
      appliedAt: `2024-05-${String(1 + (number % 28)).padStart(2, "0")}T08:00:00Z`,
    });
    if (kind === 5) continue;
    const [before, after] = [
      [far(400), far(300 + number)],
      [far(400), far(350 - number)],
      [far(300 + number), far(400)],
      [
        [400, 300, 500],
        [390 + number, 310, 480],
      ],
      [[400], [300]],
    ][kind] as [number[], number[]];
    const measured = {
      metric: number % 2 ? "royalty.worker-memory" : "portal.request-memory",
      before,
      after,
    };
    await post(`/changes/${change}/measurements`, {
      ...measured,
      before: { values: before },
      after: { values: after },
      order: "interleaved",
    });
  }
}
