import { createHash } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { request as newRequests } from "@playwright/test";
import { expect, test } from "./signed-in.ts";

const word = Date.now().toString(36);

test.describe("without signing in", () => {
  test.describe.configure({ mode: "serial" });
  const complaint = `The kiosk ${word} shows a blank page`;

  test("there is no form until an admin switches it on", async ({ as, baseURL }) => {
    const requests = await newRequests.newContext({ baseURL });
    expect((await requests.get("/embed/feedback")).status()).toBe(404);
    expect((await requests.post("/embed/feedback", { form: { title: "x" } })).status()).toBe(404);
    expect((await requests.get("/feeds/feedback.atom")).status()).toBe(404);
    await requests.dispose();
    const page = await as("admin");
    await page.goto("/settings/feedback");
    await page.getByLabel("People who are not signed in may send feedback").check();
    await page.getByLabel("Public entries stand in a feed for everybody").check();
    await page.getByRole("button", { name: "Save switches" }).click();
    await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  });

  test("the form works in another site's frame, without script", async ({ browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.route("https://shop.example/", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><title>Shop</title><iframe src="${baseURL}/embed/feedback" width="600" height="600"></iframe>`,
      }),
    );
    await page.goto("https://shop.example/");
    const frame = page.frameLocator("iframe");
    await frame.getByLabel("In one sentence").fill(complaint);
    await frame.getByLabel("More, if you like").fill("<b>Since</b> Monday.");
    await frame.getByRole("button", { name: "Send" }).click();
    // Nobody is that quick: what was typed stays, and a second try is taken.
    await expect(frame.getByRole("alert")).toContainText("very quick");
    await expect(frame.getByLabel("In one sentence")).toHaveValue(complaint);
    await expect(async () => {
      await frame.getByRole("button", { name: "Send" }).click();
      await expect(frame.getByRole("heading", { name: "Thank you" })).toBeVisible({ timeout: 1_000 });
    }).toPass({ intervals: [1_000] });
    await context.close();
  });

  test("a script with its hash puts a button on another site, and a changed one does not run", async ({
    as,
    browser,
    baseURL,
  }) => {
    const admin = await as("admin");
    await admin.goto("/settings/feedback");
    const markup = (await admin.getByRole("region", { name: "Button" }).textContent()) ?? "";
    const src = /src="([^"]+)"/.exec(markup)?.[1] ?? "";
    expect(new URL(src).pathname).toBe("/embed/feedback-form-1.js");
    const script = await admin.request.get(src);
    expect(script.headers()).toMatchObject({
      "cache-control": "public, max-age=31536000, immutable",
      "access-control-allow-origin": "*",
    });
    expect(script.headers()["content-type"]).toContain("javascript");
    const hash = createHash("sha384")
      .update(await script.body())
      .digest("base64");
    expect(markup).toContain(`integrity="sha384-${hash}"`);

    const context = await browser.newContext();
    const page = await context.newPage();
    const policy = `default-src 'none'; script-src ${baseURL}; frame-src ${baseURL}`;
    await page.route("http://shop.example/", (route) =>
      route.fulfill({
        headers: { "content-type": "text/html", "content-security-policy": policy },
        body: `<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1>${markup}</main></html>`,
      }),
    );
    await page.goto("http://shop.example/");
    const button = page.getByRole("button", { name: "Say what is slow" });
    await button.click();
    const dialog = page.getByRole("dialog", { name: "Say what is slow" });
    await expect(dialog.frameLocator("iframe").getByLabel("In one sentence")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(button).toBeFocused();
    await button.click();
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect(dialog).toBeHidden();

    const asked = page.waitForResponse(src);
    await page.route(src, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${await response.text()}\n// Changed on the way.` });
    });
    const refused = page.waitForEvent("console", (message) => message.text().includes("integrity"));
    await page.goto("http://shop.example/");
    await Promise.all([asked, refused]);
    await expect(button).toHaveCount(0);
    await context.close();
  });

  test("it waits for a moderator, and is read by nobody before", async ({ as }) => {
    const member = await as("member");
    await member.goto(`/feedback?q=kiosk+${word}`);
    await expect(member.getByText("Nothing matches")).toBeVisible();
    const lead = await as("lead");
    await lead.goto("/feedback/moderation");
    const held = lead.getByRole("listitem").filter({ hasText: complaint });
    await expect(held.getByText("<b>Since</b> Monday.")).toBeVisible();
    await held.getByRole("button", { name: /^Approve F-/ }).click();
    await expect(lead.getByText(complaint)).toHaveCount(0);
    await member.reload();
    await expect(member.getByRole("link", { name: complaint })).toBeVisible();
  });

  test("a machine that fills the hidden field is thanked and dropped; a burst gets 429", async ({
    as,
    baseURL,
  }) => {
    const requests = await newRequests.newContext({ baseURL });
    const trapped = await requests.post("/embed/feedback", {
      form: { title: `Buy pills ${word}`, website: "https://pills.example", opened: "" },
      headers: { "x-forwarded-for": "198.51.100.7" },
      maxRedirects: 0,
    });
    expect(trapped.status()).toBe(303);
    const statuses = [];
    for (let index = 0; index < 8; index++) {
      const response = await requests.post("/embed/feedback", {
        form: { title: `Burst ${word} ${index}` },
        headers: { "x-forwarded-for": "198.51.100.8" },
      });
      statuses.push(response.status());
      if (response.status() === 429) expect(Number(response.headers()["retry-after"])).toBeGreaterThan(0);
    }
    expect(statuses.at(-1)).toBe(429);
    await requests.dispose();
    const lead = await as("lead");
    await lead.goto("/feedback/moderation");
    await expect(lead.getByText(`Buy pills ${word}`)).toHaveCount(0);
  });

  test("only this page may be framed, and axe finds nothing on it", async ({ browser, baseURL }) => {
    const requests = await newRequests.newContext({ baseURL });
    const form = await requests.get("/embed/feedback");
    expect(form.headers()["content-security-policy"]).toContain("frame-ancestors *");
    expect(form.headers()["content-security-policy"]).toContain("default-src 'none'");
    expect(form.headers()["x-frame-options"]).toBeUndefined();
    expect(form.headers()["set-cookie"]).toBeUndefined();
    for (const path of ["/sign-in", "/feedback", "/embed"]) {
      const other = await requests.get(path, { maxRedirects: 0 });
      expect(other.headers()["x-frame-options"], path).toBe("DENY");
    }
    await requests.dispose();
    for (const colorScheme of ["light", "dark"] as const) {
      const context = await browser.newContext({
        baseURL,
        colorScheme,
        viewport: { width: 360, height: 800 },
      });
      const page = await context.newPage();
      for (const path of ["/embed/feedback", "/embed/feedback?sent"]) {
        await page.goto(path);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      }
      await context.close();
    }
  });
});

test("a secret feed address is read without signing in, until it is revoked", async ({ as, baseURL }) => {
  const page = await as("reviewer");
  await page.goto("/settings");
  await page.getByRole("button", { name: "Make a feed address" }).click();
  const address = new URL(await page.getByLabel("Shipped changes").inputValue()).pathname;
  const requests = await newRequests.newContext({ baseURL });
  const shipped = await requests.get(address);
  expect(shipped.headers()["content-type"]).toContain("application/atom+xml");
  expect(await shipped.text()).toContain("Cache royalty rates in Redis");
  const feedback = await requests.get(address.replace("shipped", "feedback"));
  expect(await feedback.text()).toContain("Statements take ages on the 1st of the month");
  await page.reload();
  await page.locator("#feeds").getByRole("button", { name: "Revoke", exact: true }).first().click();
  await page.getByRole("button", { name: "Revoke address" }).click();
  await expect(async () => {
    expect((await requests.get(address)).status()).toBe(404);
  }).toPass({ timeout: 10_000 });
  expect((await requests.get("/feeds/never/shipped.atom")).status()).toBe(404);
  await requests.dispose();
});
