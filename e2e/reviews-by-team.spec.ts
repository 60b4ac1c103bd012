import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { caller } from "./api.ts";
import { tokenOf } from "./command-line.ts";
import { accountOf, expect, test } from "./signed-in.ts";

test.use({ actionTimeout: 15_000 });

// A quarter of its own, long past, that no other journey looks at.
const quarter = "2013-Q2";

test("a reviewer goes through one team's part by keyboard, marks it, and sees the whole add up", async ({
  as,
  request,
}) => {
  test.setTimeout(180_000);
  const call = caller(request, await tokenOf(accountOf("lead").email));
  await call("POST", "/systems", { key: "ledger", name: "Ledger", team: "Back office" });
  await call("POST", "/systems", { key: "shop", name: "Shop", team: "Front office" });
  const change = (system: string, title: string, day: number, more = {}) =>
    call("POST", "/changes", {
      ...{ title, area: "code", system, ...more },
      appliedAt: `2013-05-${String(day).padStart(2, "0")}T08:00:00Z`,
    });
  await change("ledger", "Post in batches", 3);
  await change("shop", "Shorter basket query", 4);
  await change("shop", "Close the books in parallel", 5, { team: " back  OFFICE " });
  await change("shop", "Nobody's cache", 6, { team: null });

  const page = await as("reviewer");
  await page.goto("/changes?team=BACK+office");
  await expect(page.getByRole("link", { name: "Close the books in parallel" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Shorter basket query" })).toHaveCount(0);

  // The list offers the latest quarters alone.
  await caller(request, await tokenOf(accountOf("reviewer").email))("POST", "/reviews", { quarter });
  await page.goto(`/reviews/${quarter}`);
  const table = page.getByRole("table", { name: "The review by team" });
  await expect(table.getByRole("rowheader")).toHaveText([
    /^Back office/,
    /^Front office/,
    /^No team/,
    /^All/,
  ]);
  await table.getByRole("link", { name: "Back office" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Back office in the \w+ quarter 2013/);
  await expect(page.getByText("Back office: 0 of 2 decided")).toBeVisible();
  await expect(page.getByRole("button", { name: "Mark as gone through" })).toHaveCount(0);
  await clean(page);

  await page.getByRole("link", { name: "Walk through the changes" }).click();
  const title = page.locator("article h2").first();
  await expect(title).toHaveText("Post in batches");
  await page.keyboard.press("j");
  await expect(title).toHaveText("Close the books in parallel");
  await page.keyboard.press("k");
  for (const name of ["Post in batches", "Close the books in parallel"]) {
    await expect(title).toHaveText(name);
    await page.waitForLoadState("networkidle");
    await page.keyboard.press("2");
    await expect(page.getByRole("radio", { checked: true })).toHaveCount(1);
    await page.keyboard.press("Enter");
  }
  await expect(page).toHaveURL(new RegExp(`/reviews/${quarter}\\?team=back\\+office$`));
  await expect(page.getByText("Back office: 2 of 2 decided")).toBeVisible();
  await page.getByRole("button", { name: "Mark as gone through" }).click();
  await expect(page.getByRole("button", { name: "Take the mark back" })).toBeVisible();

  await page.getByRole("link", { name: "The whole review" }).click();
  await expect(table.getByRole("row", { name: /^Back office/ })).toContainText("Gone through by Nomsa");
  await expect(table.getByRole("row", { name: /^Back office/ })).toContainText("2 of 2");
  await expect(table.getByRole("row", { name: /^All/ })).toContainText("2 of 4");
  await clean(page);
  await page.goto(`/reviews/${quarter}/sign`);
  await expect(page.getByText(/Not marked as gone through: Front office and No team/)).toBeVisible();

  await page.setViewportSize({ width: 360, height: 740 });
  for (const address of [`/reviews/${quarter}`, `/reviews/${quarter}?team=back+office`]) {
    await page.goto(address);
    await clean(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  }
  await page.goto(`/reviews/${quarter}`);
  await expect(table.getByRole("row", { name: /^Back office/ })).toContainText("2 of 2");
});

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}
