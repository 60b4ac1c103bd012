import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { accountOf, expect, type SampleRole, test } from "./signed-in.ts";

test.use({ actionTimeout: 15_000 });

test.describe("a quarter's review", () => {
  test.describe.configure({ mode: "serial" });
  let quarter = "";
  let first = "";
  let stale: Page;

  test("opens with its agenda made", async ({ as }) => {
    const page = await as("reviewer");
    await page.goto("/reviews");
    await page
      .getByRole("button", { name: /^Open the review of/ })
      .last()
      .click();
    await page.waitForURL(/\/reviews\/\d{4}-Q[1-4]$/);
    quarter = page.url().split("/").at(-1) ?? "";
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Review of the \w+ quarter \d{4}$/);
    await expect(page.getByRole("heading", { name: "Wins" })).toBeVisible();
    await expect(page.getByText(/0 of \d+ decided/)).toBeVisible();
    const agenda = page.locator("#agenda");
    await expect(agenda.getByText(/proved better and still stand/)).toBeVisible();
  });

  test("is found from anywhere by its quarter, but not by members while it is open", async ({ as }) => {
    const [year, number] = quarter.split("-");
    for (const [role, options] of [
      ["lead", 1],
      ["member", 0],
    ] as const) {
      const page = await as(role);
      await page.goto("/metrics");
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").fill(`${number} ${year} review`);
      await expect(page.getByRole("status")).not.toHaveText("Searching");
      await expect(page.getByRole("option", { name: /^Review of / })).toHaveCount(options);
      if (options === 0) continue;
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(`/reviews/${quarter}`);
    }
  });

  test("is refused for signing while changes are unmarked", async ({ as }) => {
    const page = await as("reviewer");
    await page.goto(`/reviews/${quarter}/sign`);
    await expect(page.getByText(/neither a decision nor a mark as open/)).toBeVisible();
    await expect(page.getByRole("button", { name: /^Sign as/ })).toHaveCount(0);
  });

  test("is walked through with the keyboard alone", async ({ as }) => {
    test.setTimeout(180_000);
    const page = await as("reviewer");
    await page.goto(`/reviews/${quarter}/walk`);
    const title = page.locator("article h2").first();
    first = /C-(\d+)/.exec((await page.locator("article > p").first().textContent()) ?? "")?.[1] ?? "";
    const before = await title.textContent();
    await page.keyboard.press("j");
    await expect(title).not.toHaveText(before ?? "");
    await page.keyboard.press("k");
    await expect(title).toHaveText(before ?? "");
    // A decision against the verdict asks for its reason, and keeps what was chosen.
    await page.keyboard.press("Enter");
    await expect(page.getByText(/Choose one of keep/).first()).toBeVisible();
    await page.keyboard.press("1");
    await page.getByLabel("Note for the record").fill("It holds.");
    await page.getByRole("textbox", { name: /^Action/ }).fill("Look at it again in spring");
    await page.getByLabel("Note for the record").press("Control+Enter");
    await expect(title).not.toHaveText(before ?? "");
    for (let left = 60; left > 0 && !page.url().endsWith("/sign"); left--) {
      const address = page.url();
      await page.keyboard.press(left % 2 === 0 ? "4" : "2");
      await expect(page.getByRole("radio", { checked: true })).toHaveCount(1);
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.href !== address);
      await page.waitForLoadState("networkidle");
    }
    await expect(page.getByRole("heading", { level: 1, name: "Sign the review" })).toBeVisible();
    await expect(page.getByRole("button", { name: /^Sign as Nomsa/ })).toBeVisible();
  });

  test("asks for the password again, and waits for the second reviewer", async ({ as }) => {
    const page = await as("reviewer");
    await page.goto(`/reviews/${quarter}/sign`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.getByRole("button", { name: /^Sign as/ }).click();
    await expect(page.getByText("Read the evidence, or mark the change as open.").first()).toBeVisible();
    await page.getByLabel(/I have read the evidence/).check();
    await page.getByLabel("Your password").fill("not my password");
    await page.getByRole("button", { name: /^Sign as/ }).click();
    await expect(page.getByText("This is not your current password.").first()).toBeVisible();
    await sign(page, "reviewer");
    await expect(page.getByText("Signatures, 1 of 2")).toBeVisible();
  });

  test("is sealed by the last signature", async ({ as, browser, baseURL }) => {
    // A page that was opened before: what it sends afterwards must be refused.
    const context = await browser.newContext({
      baseURL,
      storageState: await (await as("reviewer")).context().storageState(),
    });
    stale = await context.newPage();
    await stale.goto(`/reviews/${quarter}/walk?change=${first}`);
    const page = await as("admin");
    await page.goto(`/reviews/${quarter}/sign`);
    await sign(page, "admin");
    await expect(page.getByText("Computed again just now: the seal is whole.")).toBeVisible();
    await expect(page.getByText("Signatures, 2 of 2")).toBeVisible();
  });

  test("refuses a later decision, and shows a later edit beside what was signed", async ({ as }) => {
    await stale.keyboard.press("3");
    await stale.getByLabel("Note for the record").fill("Too late.");
    await stale.getByRole("button", { name: "Decide and go on" }).click();
    await expect(stale.getByText(/This review is signed and takes nothing more/).first()).toBeVisible();
    await stale.context().close();

    const reader = await as("member");
    const address = `/reviews/${quarter}`;
    await reader.goto(address);
    const seal = await reader.locator("p", { hasText: /^sha256/ }).textContent();
    await expect(reader.getByText(/Changed since the review/)).toHaveCount(0);

    const lead = await as("lead");
    await lead.goto(`/changes/${first}/edit`);
    const title = lead.getByLabel("What was changed?");
    const old = await title.inputValue();
    await title.fill(`${old}, renamed`);
    await lead.getByRole("button", { name: /^Save/ }).click();
    await expect(lead.getByRole("heading", { level: 1, name: `${old}, renamed` })).toBeVisible();

    await reader.goto(address);
    await expect(reader.getByText("Changed since the review: 1 record")).toBeVisible();
    await expect(reader.getByText(`is now called “${old}, renamed”`)).toBeVisible();
    await expect(reader.locator("#decisions").getByText(old).first()).toBeVisible();
    expect(await reader.locator("p", { hasText: /^sha256/ }).textContent()).toBe(seal);
    await expect(reader.getByText("Computed again just now: the seal is whole.")).toBeVisible();
    await expect(reader.getByRole("button", { name: /Reopen/ })).toHaveCount(0);
  });

  test("is corrected by a new version only", async ({ as }) => {
    const page = await as("reviewer");
    await page.goto(`/reviews/${quarter}`);
    await page.getByLabel("Why is a new version needed?").fill("A title was wrong.");
    await page.getByRole("button", { name: "Reopen as version 2" }).click();
    await expect(page.getByText("Version 2", { exact: true })).toBeVisible();
    await expect(page.getByText(/^(\d+) of \1 decided/)).toBeVisible();
    await page.goto(`/reviews/${quarter}?version=1`);
    await expect(page.getByText("Computed again just now: the seal is whole.")).toBeVisible();
  });
});

test("review dates are a calendar file, and leads may not decide", async ({ as }) => {
  const page = await as("lead");
  await page.goto("/reviews");
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Calendar file" }).click();
  expect((await waiting).suggestedFilename()).toBe("SayPro reviews.ics");
  const answer = await page.goto("/reviews/2026-Q3/walk");
  expect(answer?.status()).toBe(403);
});

async function sign(page: Page, role: SampleRole): Promise<void> {
  await page.getByLabel(/I have read the evidence/).check();
  const carried = page.getByLabel(/carried into/);
  if ((await carried.count()) > 0) await carried.check();
  await page.getByLabel("Your password").fill(accountOf(role).password);
  await page.getByRole("button", { name: /^Sign as/ }).click();
  await page.waitForURL(/\/reviews\/\d{4}-Q[1-4]$/);
}
