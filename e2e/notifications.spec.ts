import AxeBuilder from "@axe-core/playwright";
import { startMailServer } from "#lib/testing/mail-server.ts";
import { startPortal } from "./portal.ts";
import { expect, signIn, test } from "./signed-in.ts";

const unreadTests = "/notifications?state=unread&event=portal.tried";
const rail = { name: "Main", exact: true };

test("somebody is told, reads it, and chooses not to be told again", async ({ as }) => {
  const page = await as("executive");
  const place = page.getByRole("navigation", rail).getByRole("link", { name: "Notifications" });
  const tried = page.getByRole("link", { name: "This is how news reaches you" });
  await page.goto("/settings/notifications");
  await expect(page.getByText("This portal sends no mail")).toBeVisible();
  await page.getByRole("button", { name: "Send me a test" }).click();
  await expect(place).toHaveText(/^Notifications\d+ unread$/);

  await place.click();
  await expect(page.getByText(/(is|are) unread\.$/)).toBeVisible();
  await page.goto(unreadTests);
  await tried.click();
  await expect(page).toHaveURL(/\/settings\/notifications$/);
  await page.goto(unreadTests);
  await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();

  await page.goto("/settings/notifications");
  const choice = page.getByRole("combobox", { name: "You try it out: in the portal" });
  await choice.selectOption("Off");
  await page.getByRole("button", { name: "Save choices" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(choice).toHaveValue("off");
  await page.getByRole("button", { name: "Send me a test" }).click();
  await expect(page.getByText("Sent.")).toBeVisible();
  await page.goto(unreadTests);
  await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
});

test("news that is marked looks read before the portal has answered, and unread again where it is refused", async ({
  as,
}) => {
  const page = await as("reviewer");
  await page.goto("/settings/notifications");
  await page.getByRole("button", { name: "Send me a test" }).click();
  await expect(page.getByText("Sent.")).toBeVisible();
  await page.goto("/notifications?event=portal.tried");
  const row = page.getByRole("listitem").filter({ hasText: "This is how news reaches you" }).first();
  const title = row.getByRole("link");
  const weight = () => title.evaluate((element) => getComputedStyle(element).fontWeight);
  const heavy = await weight();
  let answer = (_how: "abort" | "continue") => {};
  await page.route("**/notifications?*", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    const how = await new Promise<"abort" | "continue">((decide) => {
      answer = decide;
    });
    await route[how]();
  });
  const press = async () => {
    const asked = page.waitForRequest((request) => request.method() === "POST");
    await row.getByRole("button", { name: /^Mark read/ }).click();
    await asked;
    await expect(row.getByText("Unread")).toBeHidden();
    expect(Number(await weight())).toBeLessThan(Number(heavy));
  };
  await press();
  answer("abort");
  await expect(row.getByText("The portal could not be reached")).toBeVisible();
  await expect(row.getByText("Unread")).toBeVisible();
  expect(await weight()).toBe(heavy);
  await press();
  answer("continue");
  await expect(row.getByRole("button", { name: /^Mark read/ })).toHaveCount(0);
  await expect(row.getByText("Unread")).toHaveCount(0);
});

test("with a mail server it comes by mail, until one click ends it", async ({ browser }) => {
  test.setTimeout(180_000);
  const server = await startMailServer();
  process.env.SMTP_URL = server.url;
  const portal = await startPortal(["--sample"]);
  const context = await browser.newContext({ baseURL: portal.url });
  try {
    const page = await context.newPage();
    const account = portal.accounts.lead;
    if (!account) throw new Error("The sample has a lead.");
    await signIn(page, account);
    await page.goto("/settings/notifications");
    await page.getByRole("button", { name: "Send me a test" }).click();
    // The sample's own history is mailed to nobody.
    await expect.poll(() => server.received.length).toBe(1);
    const [mail] = server.received;
    expect(mail?.headers.subject).toBe("This is how news reaches you");
    expect(mail?.to).toEqual([account.email]);
    await page.reload();
    await expect(page.getByText("The last mail to you was sent on")).toBeVisible();

    const address = /<(.+)>/.exec(mail?.headers["list-unsubscribe"] ?? "")?.[1] ?? "";
    // As a person, signed out: asks first.
    const outside = await (await browser.newContext()).newPage();
    await outside.goto(address);
    await expect(outside.getByRole("heading", { name: "End these mails?" })).toBeVisible();
    const { violations } = await new AxeBuilder({ page: outside }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    // As a mail program does (RFC 8058).
    const answer = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });
    expect(answer.status).toBe(200);
    expect((await fetch(`${address}x`, { method: "POST" })).status).toBe(404);
    await page.reload();
    await expect(page.getByRole("combobox", { name: "You try it out: by e-mail" })).toHaveValue("off");
    await outside.context().close();
  } finally {
    delete process.env.SMTP_URL;
    await context.close();
    await portal.stop();
    await server.stop();
  }
});
