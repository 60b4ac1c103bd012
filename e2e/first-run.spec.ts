import type { Browser, Page } from "@playwright/test";
import { type Portal, startPortal } from "./portal.ts";
import { expect, signIn, test } from "./signed-in.ts";

const password = "a sentence nobody else would say";

async function opened(browser: Browser, portal: Portal, path: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: portal.url, locale: "en-GB" })).newPage();
  await page.goto(path);
  return page;
}

async function setUp(page: Page, start: "The sample plan" | "An empty portal") {
  await page.getByLabel("Organisation").fill("Northwind");
  await page.getByLabel("Your name").fill("Ada Admin");
  await page.getByLabel("E-mail").fill("ada@example.org");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("radio", { name: start }).check();
  await page.getByRole("button", { name: "Continue" }).click();
}

test.describe("the first run, begun empty", () => {
  test.describe.configure({ mode: "serial" });
  test.setTimeout(120_000);
  let portal: Portal;
  let admin: Page;

  test.beforeAll(async () => {
    portal = await startPortal([]);
  });
  test.afterAll(() => portal.stop());

  test("the one-time link makes the first administrator, once", async ({ browser }) => {
    const link = portal.setUpLink ?? "";
    admin = await opened(browser, portal, link);
    await setUp(admin, "An empty portal");
    await expect(admin.getByRole("navigation").first()).toBeVisible();
    await expect(admin.getByText("Northwind").first()).toBeVisible();
    const again = await opened(browser, portal, link);
    await expect(again.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  });

  test("every list says what to do first, and nothing is called simulated", async () => {
    for (const path of ["/", "/changes", "/systems", "/metrics", "/plan"]) {
      await admin.goto(path);
      await expect.soft(admin.getByRole("heading", { level: 1 }), path).toBeVisible();
      await expect.soft(admin.getByText(/simulated/i), path).toHaveCount(0);
    }
    await admin.goto("/changes");
    await expect(admin.getByText("No changes recorded yet")).toBeVisible();
  });

  test("a system, a metric, an objective and a change are recorded from nothing", async () => {
    await admin.goto("/systems/new");
    await admin.getByLabel("Name").first().fill("Checkout");
    await admin.getByRole("button", { name: "Add system" }).click();
    await expect(admin.getByRole("link", { name: /Checkout/ })).toBeVisible();
    await admin.goto("/metrics/new");
    await admin.getByLabel("Name").first().fill("Time to pay");
    await admin.getByLabel("System", { exact: true }).selectOption({ label: "Checkout" });
    await admin.getByLabel("What is measured?").selectOption({ label: "Duration" });
    await admin.getByLabel("Unit").fill("ms");
    await admin.getByRole("radio", { name: "Lower" }).check();
    await admin.getByRole("button", { name: "Add metric" }).click();
    await expect(admin.getByRole("heading", { level: 1, name: "Time to pay" })).toBeVisible();
    await expect(admin).toHaveURL(/\/metrics\/time-to-pay$/);
    await admin.goto("/systems/objectives/new");
    await admin.getByLabel("Name").first().fill("Quick payments");
    await admin.getByLabel("What is it about?").selectOption({ label: "Responsiveness" });
    await admin.getByRole("button", { name: "Add objective" }).click();
    await admin.getByRole("link", { name: "Quick payments" }).click();
    await admin.getByLabel("Target metric").selectOption({ label: "Time to pay (ms)" });
    await admin.getByLabel("Value").fill("300");
    await admin.getByLabel("By", { exact: true }).fill("31 Mar 2027");
    await admin.getByRole("button", { name: "Save objective" }).click();
    // An edit of something else leaves the day as it was.
    await admin.getByRole("link", { name: "Quick payments" }).click();
    await admin.getByLabel("Value").fill("250");
    await admin.getByRole("button", { name: "Save objective" }).click();
    await expect(admin.getByRole("row", { name: /Time to pay at most 250 ms 31 Mar 2027/ })).toBeVisible();
    await admin.goto("/changes/new");
    await admin.getByLabel("What was changed?").fill("Bigger cache");
    await admin.getByRole("radio", { name: "Software configuration" }).check();
    await admin.getByLabel("System", { exact: true }).selectOption({ label: "Checkout" });
    await admin.getByRole("button", { name: "Record change" }).click();
    await expect(admin.getByRole("heading", { level: 1, name: "Bigger cache" })).toBeVisible();
  });

  test("somebody invited joins by the link, and is signed out at once when an admin says so", async ({
    browser,
  }) => {
    await admin.goto("/settings/members");
    await admin.getByLabel("E-mail").fill("leo@example.org");
    await admin.getByLabel("Role", { exact: true }).selectOption("lead");
    await admin.getByRole("button", { name: "Make invitation link" }).click();
    const link = await admin.getByLabel("Invitation link").inputValue();
    const lead = await opened(browser, portal, link);
    await lead.getByLabel("Your name").fill("Leo Lead");
    await lead.getByLabel("Password", { exact: true }).fill(password);
    await lead.getByRole("button", { name: "Continue" }).click();
    await expect(lead.getByText("Leo Lead").first()).toBeVisible();
    await expect(
      (await opened(browser, portal, link)).getByRole("heading", { name: "This link does not work" }),
    ).toBeVisible();

    await admin.goto("/settings/members");
    await admin.getByRole("link", { name: /Leo Lead/ }).click();
    await admin.getByRole("button", { name: "Sign Leo Lead out everywhere" }).click();
    await admin.getByRole("button", { name: "End 1 session" }).click();
    await expect(admin.getByText("Signed in nowhere.")).toBeVisible();
    await lead.goto("/changes");
    await expect(lead).toHaveURL(/\/sign-in/);
  });

  test("a changed role counts at the next request, and a disabled account is out", async ({ browser }) => {
    const lead = await opened(browser, portal, "/sign-in");
    await signIn(lead, { email: "leo@example.org", password });
    await lead.goto("/changes/new");
    await expect(lead.getByRole("heading", { level: 1, name: "Record a change" })).toBeVisible();
    await admin.getByRole("radio", { name: /^Executive/ }).check();
    await admin.getByRole("button", { name: "Change role" }).click();
    await expect(async () => {
      expect((await lead.request.get("/changes/new")).status()).toBe(403);
    }).toPass();
    await admin.reload();
    await admin.getByRole("button", { name: "Disable Leo Lead" }).click();
    await admin
      .getByRole("dialog")
      .or(admin.getByRole("alertdialog"))
      .getByRole("button", { name: "Disable Leo Lead" })
      .click();
    await expect(admin.getByText("Leo Lead is disabled")).toBeVisible();
    await lead.goto("/");
    await expect(lead).toHaveURL(/\/sign-in/);
  });

  test("wrong passwords lock the door, with the same words for an account that does not exist", async ({
    browser,
  }) => {
    const words = async (email: string) => {
      const page = await opened(browser, portal, "/sign-in");
      await page.getByLabel("E-mail").fill(email);
      await page.getByLabel("Password").fill("wrong password here");
      await page.getByRole("button", { name: "Sign in" }).click();
      const said = page.getByText(/do not match|Too many tries/).first();
      await expect(said).toBeVisible();
      const text = await said.textContent();
      await page.context().close();
      return text;
    };
    expect(await words("ada@example.org")).toBe(await words("nobody@example.org"));
    let last: string | null = "";
    for (let attempt = 0; attempt < 8 && !last?.includes("Too many"); attempt++)
      last = await words("nobody@example.org");
    expect(last).toContain("Too many tries");
  });
});

test("the first run with the sample plan loads it and says that it is simulated", async ({ browser }) => {
  test.setTimeout(120_000);
  const portal = await startPortal([]);
  try {
    const page = await opened(browser, portal, portal.setUpLink ?? "");
    await setUp(page, "The sample plan");
    await expect(page.getByText(/simulated/i).first()).toBeVisible({ timeout: 60_000 });
    await page.waitForURL((url) => url.pathname === "/", { timeout: 60_000 });
    await page.goto("/changes");
    await expect(page.getByRole("link", { name: /Balance all traffic/ }).first()).toBeVisible();
    await expect(page.getByText(/simulated/i).first()).toBeVisible();
  } finally {
    await portal.stop();
  }
});
