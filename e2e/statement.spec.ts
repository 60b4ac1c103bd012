import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { documentFormats } from "#lib/core/documents/formats.ts";
import { plain, wordsOfDocx, wordsOfPdf } from "./documents.ts";
import { expect, test } from "./signed-in.ts";

/** One that no other journey reads. */
const quarter = "2026-Q1";
const words = "Quicker everywhere but where it mattered: the payment gateway was down for a day.";
const reason = "The outage was no change and is not counted; everybody remembers it.";

test.describe("a quarter in a person's own words", () => {
  test.describe.configure({ mode: "serial" });
  let computed = "";

  test("are asked for their reason, keep what was typed, and stand above what was computed", async ({
    as,
  }) => {
    const page = await as("reviewer");
    await page.goto(`/?quarter=${quarter}`);
    computed = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
    await page.getByRole("link", { name: "State it in your own words" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^What Q1.2026 amounts to$/);
    const form = page.getByRole("form", { name: "State the quarter" });
    const typed = form.getByRole("textbox", { name: "In your own words" });
    await typed.fill(words);
    await form.getByRole("button", { name: "State it" }).click();
    await expect(form.getByText("The reason must not be empty.").first()).toBeVisible();
    await expect(typed).toHaveValue(words);
    await axeFindsNothing(page);
    await form.getByLabel("Reason").fill(reason);
    await form.getByRole("button", { name: "State it" }).click();
    await expect(page.getByText(`Computed: ${computed}`)).toBeVisible();
    await expect(page.getByText(/^Stated by Nomsa Dlamini on /)).toContainText(reason);
    await axeFindsNothing(page);
  });

  test("are read by the executive on a phone, both without scrolling", async ({ as }) => {
    const page = await as("executive");
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`/?quarter=${quarter}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words);
    await expect(page.getByText(`Computed: ${computed}`)).toBeInViewport();
    await expect(page.getByText(/^Stated by Nomsa Dlamini on /)).toContainText(reason);
    await expect(page.getByRole("link", { name: /^State it/ })).toHaveCount(0);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider).toBeLessThanOrEqual(0);
    await axeFindsNothing(page);
    expect((await page.goto(`/reviews/${quarter}/statement`))?.status()).toBe(403);
  });

  test("stand with what was computed in every file of the plan", async ({ as }) => {
    test.setTimeout(120_000);
    const page = await as("executive");
    await page.goto(`/plan?quarter=${quarter}`);
    const sentence = await page.locator("dt", { hasText: "Computed" }).locator("+ dd").textContent();
    for (const format of documentFormats) {
      const answer = await page.request.get(`/api/v1/plan?quarter=${quarter}&format=${format}`);
      expect(answer.status(), format).toBe(200);
      const file = await answer.body();
      const read = format === "docx" ? wordsOfDocx : format === "pdf" ? wordsOfPdf : null;
      const said = (read ? await read(file) : plain(file.toString("utf8"))).replaceAll("\\", "");
      for (const part of [words, reason, sentence ?? "", "Nomsa Dlamini"]) {
        expect.soft(said, format).toContain(plain(part));
      }
    }
  });

  test("are taken back with a reason, and stay on record", async ({ as }) => {
    const page = await as("reviewer");
    await page.goto(`/reviews/${quarter}/statement`);
    const form = page.getByRole("form", { name: "State the quarter" });
    await form.getByLabel("Reason").fill("The board asked for the plain count.");
    await form.getByRole("button", { name: "Take back what is stated" }).click();
    await expect(page.getByText("Took back what was stated.")).toBeVisible();
    await expect(page.getByText(`“${words}”`)).toBeVisible();
    await page.goto(`/?quarter=${quarter}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(computed);
  });

  test("are refused of a quarter whose review is signed, and the page says what to do", async ({ as }) => {
    const page = await as("reviewer");
    await page.goto("/reviews/2026-Q2/statement");
    await expect(page.getByText(/Reopen the review with a reason/)).toBeVisible();
    await expect(page.getByRole("form", { name: "State the quarter" })).toHaveCount(0);
  });
});

async function axeFindsNothing(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}
