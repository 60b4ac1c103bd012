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
  await page.goto("/changes/1");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("say what is slow");
  await page.getByRole("option", { name: /^Say what is slow or broken/ }).click();
  await expect(form.getByText(/^About C-1 /)).toBeVisible();
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

test("what is sent to the team alone is read by its author and the team, and by nobody else", async ({
  as,
}) => {
  const sentence = `The vendor ${word} answers after a week`;
  const number = await send(await as("member"), sentence, "Leads, reviewers and admins");
  const lead = await as("lead");
  await lead.goto(`/feedback/${number}`);
  await expect(lead.getByRole("heading", { level: 1, name: sentence })).toBeVisible();
  const executive = await as("executive");
  expect((await executive.goto(`/feedback/${number}`))?.status()).toBe(404);
  await executive.goto(`/feedback?q=vendor+${word}`);
  await expect(executive.getByText("Nothing matches")).toBeVisible();
});

async function send(page: Page, sentence: string, readers?: string): Promise<string> {
  await page.goto("/feedback/new");
  await page.getByLabel("In one sentence").fill(sentence);
  if (readers) await page.getByLabel("Who may read it?").selectOption(readers);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("heading", { level: 1, name: sentence })).toBeVisible();
  return /\/feedback\/(\d+)/.exec(page.url())?.[1] ?? "";
}
