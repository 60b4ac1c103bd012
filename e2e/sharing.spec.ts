import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./signed-in.ts";

async function makeLink(page: Page, days?: string): Promise<string> {
  await page.goto("/?quarter=2026-Q3");
  await page.getByRole("link", { name: "Share", exact: true }).click();
  const form = page.getByRole("form", { name: "Share an overview" });
  await expect(form.getByLabel("Quarter")).toHaveValue("2026-Q3");
  if (days) {
    // A shorter time than anybody would choose, so that the test need not wait.
    const option = form.getByLabel("It ends").locator("option").first();
    await option.evaluate((element, value) => element.setAttribute("value", value), days);
    await form.getByLabel("It ends").selectOption({ index: 0 });
  }
  await form.getByRole("button", { name: "Make link" }).click();
  return form.getByLabel("Link to the overview").inputValue();
}

test("a shared overview opens without an account, shows what was chosen, and ends when it is revoked", async ({
  as,
  browser,
}) => {
  const page = await as("executive");
  await page.goto("/?quarter=2026-Q3");
  const headline = await page.getByRole("heading", { level: 1 }).textContent();
  const address = await makeLink(page);
  const outside = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  const answer = await outside.goto(address);
  expect(answer?.headers()).toMatchObject({
    "x-robots-tag": "noindex, nofollow",
    "referrer-policy": "no-referrer",
  });
  await expect(outside.getByRole("heading", { level: 1 })).toHaveText(headline ?? "");
  await expect(outside.getByRole("heading", { name: "What got better" })).toBeVisible();
  await expect(outside.getByText("Shared by Kagiso Molefe")).toBeVisible();
  await expect(outside.locator("main")).not.toContainText("Thandi Mokoena");
  await isReadOnly(outside);
  await endsWhenRevoked(page, outside, address, /^Revoke the link to Q3/);
});

test("the roadmap is shared with what was chosen, and ends when it is revoked", async ({ as, browser }) => {
  const page = await as("executive");
  await page.goto("/roadmap");
  await page.getByRole("link", { name: "Share", exact: true }).click();
  const form = page.getByRole("form", { name: "Share the roadmap" });
  await form.getByLabel("Votes").uncheck();
  await form.getByRole("button", { name: "Make link" }).click();
  const address = await form.getByLabel("Link to the roadmap").inputValue();
  const outside = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  const answer = await outside.goto(address);
  expect(answer?.headers()).toMatchObject({ "x-robots-tag": "noindex, nofollow" });
  await expect(outside.getByRole("heading", { level: 1, name: "Roadmap" })).toBeVisible();
  await expect(outside.getByRole("heading", { level: 2, name: "Now" })).toBeVisible();
  const main = outside.locator("main");
  await expect(main.getByText("Expected").first()).toBeVisible();
  await expect(main.getByRole("list", { name: "Verdicts" }).first()).toBeVisible();
  for (const left of ["Owner", "Votes", "RICE"]) await expect(main).not.toContainText(left);
  const wider = await outside.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
  await isReadOnly(outside);
  await endsWhenRevoked(page, outside, address, /^Revoke the link to Roadmap/);
});

test("a shared overview ends by itself", async ({ as, browser }) => {
  const address = await makeLink(await as("lead"), "0.0002");
  const outside = await (await browser.newContext()).newPage();
  await outside.goto(address);
  await expect(async () => {
    expect((await outside.goto(address))?.status()).toBe(404);
  }).toPass({ timeout: 60_000 });
  await showsNothing(outside);
  await outside.context().close();
});

test("whoever asks too often is told to wait, also with a right address", async ({ as, browser }) => {
  const address = await makeLink(await as("lead"));
  const outside = await (
    await browser.newContext({ extraHTTPHeaders: { "x-forwarded-for": "203.0.113.9" } })
  ).newPage();
  // More than two windows' worth: wherever the minute turns, the last ones are too many.
  for (let asked = 0; asked < 130; asked++) await outside.request.get(address);
  const answer = await outside.goto(address);
  expect(answer?.status()).toBe(429);
  expect(Number(answer?.headers()["retry-after"])).toBeGreaterThan(0);
  expect(answer?.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
  await expect(outside.getByText(/Too many requests/)).toBeVisible();
  await axeFindsNothing(outside);
  await outside.context().close();
});

/** There is nothing to follow and nothing to send. */
async function isReadOnly(outside: Page): Promise<void> {
  await expect(outside.locator("main").getByRole("link")).toHaveCount(0);
  await expect(outside.locator("form")).toHaveCount(0);
  await axeFindsNothing(outside);
}

async function axeFindsNothing(outside: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page: outside }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}

async function endsWhenRevoked(page: Page, outside: Page, address: string, revoke: RegExp): Promise<void> {
  await page.getByRole("button", { name: revoke }).first().click();
  await expect(page.getByText("Revoked").first()).toBeVisible();
  expect((await outside.goto(address))?.status()).toBe(404);
  await showsNothing(outside);
  const never = await outside.goto("/shared/never-was-a-secret");
  expect(never?.status()).toBe(404);
  await showsNothing(outside);
  await outside.context().close();
}

/** Whatever the reason, in the same words. */
async function showsNothing(outside: Page): Promise<void> {
  await expect(outside.getByRole("heading", { name: "This link shows nothing" })).toBeVisible();
  await expect(outside.getByText("Ask for a new one.")).toBeVisible();
  await axeFindsNothing(outside);
}
