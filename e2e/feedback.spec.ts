import { createHash } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { request as newRequests, type Page } from "@playwright/test";
import { bearer } from "./api.ts";
import { tokenOf } from "./command-line.ts";
import { accountOf, expect, test } from "./signed-in.ts";

const word = Date.now().toString(36);
const title = `The invoice archive ${word} opens after a minute`;

test.describe("from a complaint to the voter's answer", () => {
  test.describe.configure({ mode: "serial" });
  let number = "";
  let change = 0;

  test("a member says what is slow from a system's page, in one sentence and one press", async ({ as }) => {
    const page = await as("member");
    await page.goto("/systems/user-portal");
    await page.getByRole("link", { name: "Say what is slow" }).click();
    await expect(page.getByLabel("Where?")).toHaveValue("user-portal");
    await page.getByLabel("In one sentence").fill(title);
    await page.getByLabel("In one sentence").press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    number = /\/feedback\/(\d+)/.exec(page.url())?.[1] ?? "";
    await expect(page.getByRole("button", { name: "You voted · 1" })).toBeVisible();
  });

  test("an executive finds it while typing the same, votes there, and says how much it matters", async ({
    as,
  }) => {
    const page = await as("executive");
    await page.goto("/feedback/new");
    await page.getByLabel("In one sentence").pressSequentially(`Invoice archive ${word} is slow to open`);
    const similar = page.getByRole("region", { name: "Similar feedback" });
    await similar.getByRole("button", { name: `Vote for ${title}` }).click();
    await expect(similar.getByText("You voted")).toBeVisible();
    await similar.getByRole("link", { name: title }).click();
    await expect(page.getByRole("button", { name: "You voted · 2" })).toBeVisible();
    await page.getByRole("radio", { name: "Stops me" }).check({ force: true });
    await page.getByLabel("Affects about how many people?").fill("25");
    await page.getByRole("button", { name: "Say so" }).click();
    await expect(page.getByText("About 25 people")).toBeVisible();
  });

  test("a vote shows at once, and is taken back by the same button", async ({ as }) => {
    const page = await as("reviewer");
    await page.goto(`/feedback/${number}`);
    await page.getByRole("button", { name: "Vote · 2" }).click();
    await expect(page.getByRole("button", { name: "You voted · 3" })).toBeVisible();
    await page.getByRole("button", { name: "You voted · 3" }).click();
    await expect(page.getByRole("button", { name: "Vote · 2" })).toBeVisible();
    await expect(page.locator("[aria-busy]")).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole("button", { name: "Vote · 2" })).toBeVisible();
  });

  test("a vote that cannot be sent is taken back on the page, with the reason", async ({ as }) => {
    const page = await as("reviewer");
    await page.goto(`/feedback/${number}`);
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Vote · 2" }).click();
    await expect(page.getByText("Your vote was not taken.")).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("button", { name: "Vote · 2" })).toBeVisible();
    await page.context().setOffline(false);
  });

  test("a lead ties it to a change, and proves the change", async ({ as, baseURL }) => {
    const requests = await newRequests.newContext({
      baseURL,
      extraHTTPHeaders: bearer(await tokenOf(accountOf("lead").email)),
    });
    const metric = `archive.open-${word}`;
    const made = await requests.post("/api/v1/metrics", {
      data: {
        key: metric,
        name: "Opening the archive",
        system: "user-portal",
        unit: "ms",
        better: "lower",
        kind: "duration",
      },
    });
    expect(made.ok(), await made.text()).toBe(true);
    const recorded = await requests.post("/api/v1/changes", {
      data: {
        title: `Index the invoice archive ${word}`,
        area: "database",
        system: "user-portal",
        appliedAt: "2026-11-20T08:00:00Z",
      },
    });
    change = (await recorded.json()).number;

    const page = await as("lead");
    await page.goto(`/feedback/${number}`);
    await page.getByLabel("Change that answers it").fill(`C-${change}`);
    await page.getByRole("button", { name: "Link the change" }).click();
    await expect(
      page.getByRole("complementary", { name: "Facts" }).getByText(`C-${change}`).first(),
    ).toBeVisible();

    const values = (around: number) => Array.from({ length: 24 }, (_, index) => around + (index % 5));
    const measured = await requests.post(`/api/v1/changes/${change}/measurements`, {
      data: { metric, before: { values: values(900) }, after: { values: values(300) }, order: "interleaved" },
    });
    expect((await measured.json()).verdict.outcome).toBe("improved");
    await requests.dispose();
  });

  test("author and voter are told once each, with the verdict's sentence; the voter answers", async ({
    as,
  }) => {
    for (const role of ["member", "executive"] as const) {
      const page = await as(role);
      const message = page.getByRole("link", { name: new RegExp(`Solved for you\\? F-${number}:`) });
      await expect(async () => {
        await page.goto("/notifications");
        await expect(message).toHaveCount(1, { timeout: 1_000 });
      }).toPass({ timeout: 30_000 });
      await expect(page.getByText(/Opening the archive fell by 6\d/).first()).toBeVisible();
    }
    const page = await as("executive");
    await page.goto("/notifications");
    const message = page.getByRole("link", { name: new RegExp(`Solved for you\\? F-${number}:`) });
    const address = await message.getAttribute("href");
    await message.click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await page.getByRole("button", { name: "Partly" }).click();
    await expect(page.getByText("You answered: partly.")).toBeVisible();

    // In a mail each answer is an address of its own: one press gives it, to its reader alone.
    await page.goto(`${address}?answer=no`);
    await expect(page.getByText("You answered: no.")).toBeVisible();
    await page.goto(`${address}?answer=certainly`);
    await expect(page.getByText("You answered: no.")).toBeVisible();
    const somebody = await as("lead");
    expect((await somebody.goto(`${address}?answer=yes`))?.status()).toBe(404);
    await page.goto(`${address}?answer=partly`);
    await expect(page.getByText("You answered: partly.")).toBeVisible();
  });

  test("the answer stands at the change, and the entry says shipped", async ({ as }) => {
    const page = await as("lead");
    await page.goto(`/changes/${change}`);
    const voices = page.locator("#feedback");
    await expect(voices.getByRole("link", { name: title })).toBeVisible();
    await expect(voices.getByText("Solved for 0, partly for 1, not for 0")).toBeVisible();
    await expect(voices.getByText("Shipped")).toBeVisible();
  });
});

test("from a change, a metric, a roadmap item, a review or the plan, the form knows what it is about", async ({
  as,
}) => {
  const page = await as("member");
  const form = page.getByRole("form", { name: "Say what is slow or broken" });
  const begin = async (path: string, link: string, about: RegExp, system: string) => {
    await page.goto(path);
    await page.getByRole("link", { name: link }).first().click();
    await expect(form.getByText(about)).toBeVisible();
    await expect(page.getByLabel("Where?")).toHaveValue(system);
  };
  await begin("/plan", "Say what is wrong with it", /^About the plan\.$/, "");
  await page.goto("/reviews");
  const review = await page.locator("main a[href^='/reviews/']").first().getAttribute("href");
  await begin(review ?? "", "Give feedback", /^About the review of Q\d.\d{4}\.$/, "");
  await begin("/changes/1", "Say what is slow about it", /^About C-1 /, "royalty-calculation");
  await begin(
    "/roadmap/3",
    "Say what is slow about it",
    /^About R-3 Statements under one second\.$/,
    "royalty-calculation",
  );
  const metric = "/metrics/royalty.statement-p95";
  await begin(metric, "Say what is slow about it", /^About the metric /, "royalty-calculation");
  await page.getByLabel("In one sentence").fill(`The median ${word} hides the slow ones`);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`The median ${word} hides the slow ones`);
  await page.goto(metric);
  await page
    .locator("#feedback")
    .getByRole("link", { name: `The median ${word}` })
    .click();
  await expect(page.getByRole("complementary", { name: "Facts" })).toContainText(
    "Metric royalty.statement-p95",
  );
});

test("an @ in a comment offers people by their names: by keys, by a tap, and as plain text", async ({
  as,
  browser,
}) => {
  const page = await as("member");
  const number = await send(page, `The stamp printer ${word} jams`);
  const comment = page.getByRole("textbox", { name: "Add a comment" });
  const people = page.getByRole("listbox", { name: "People to mention" });
  await comment.pressSequentially("Mail ann@");
  await comment.press("Control+a");
  await comment.pressSequentially("Ask @");
  await expect(people.getByRole("option").nth(1)).toBeVisible();
  await comment.press("ArrowDown");
  await expect(people.getByRole("option").nth(1)).toHaveAttribute("aria-selected", "true");
  await expect(comment).toHaveAttribute("aria-activedescendant", "body-people-1");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await comment.press("Escape");
  await expect(people).toHaveCount(0);
  await comment.pressSequentially("dlam");
  await expect(people).toHaveCount(0);
  await comment.fill("");
  await comment.pressSequentially("Ask @dlam");
  await expect(people.getByRole("option", { name: "Nomsa Dlamini" })).toBeVisible();
  await comment.press("Enter");
  await expect(comment).toHaveValue("Ask @nomsa.dlamini ");
  await expect(people).toHaveCount(0);
  await comment.pressSequentially("and @kag");
  await people.getByRole("option", { name: "Kagiso Molefe" }).click();
  await expect(comment).toHaveValue("Ask @nomsa.dlamini and @kagiso.molefe ");
  await expect(comment).toBeFocused();
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.getByText("Ask @nomsa.dlamini and @kagiso.molefe")).toBeVisible();

  // Without a script the same words are written by hand.
  const state = await page.context().storageState();
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: state });
  const bare = await plain.newPage();
  await bare.goto(page.url());
  await bare.getByRole("textbox", { name: "Add a comment" }).fill("@thandi.mokoena, please.");
  await bare.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(bare.getByText("@thandi.mokoena, please.")).toBeVisible();
  await plain.close();
  for (const role of ["reviewer", "executive", "lead"] as const) {
    const reader = await as(role);
    await reader.goto("/notifications");
    await expect(reader.getByText(`You were mentioned in F-${number}`)).toBeVisible();
  }
});

test("two entries are merged and taken apart by the team; the old address leads to the new one", async ({
  as,
}) => {
  const [member, lead] = [await as("member"), await as("lead")];
  const one = await send(member, `Tape drive ${word} squeaks`);
  const other = await send(member, `The tape reader ${word} is noisy`);
  await lead.goto(`/feedback/${one}`);
  await lead.getByLabel("Merge into").fill(`F-${other}`);
  await lead.getByRole("button", { name: `Merge F-${one}` }).click();
  await expect(lead.getByText("Includes 1 merged entry")).toBeVisible();
  await member.goto(`/feedback/${one}`);
  await expect(member).toHaveURL(new RegExp(`/feedback/${other}$`));
  await expect(member.getByRole("button", { name: "You voted · 1" })).toBeVisible();
  await lead.getByRole("button", { name: `Take F-${one} apart` }).click();
  await expect(lead.getByRole("heading", { level: 1, name: `Tape drive ${word} squeaks` })).toBeVisible();
});

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

async function send(page: Page, sentence: string): Promise<string> {
  await page.goto("/feedback/new");
  await page.getByLabel("In one sentence").fill(sentence);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("heading", { level: 1, name: sentence })).toBeVisible();
  return /\/feedback\/(\d+)/.exec(page.url())?.[1] ?? "";
}
