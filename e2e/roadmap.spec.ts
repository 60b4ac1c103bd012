import { request as newRequests, type Page } from "@playwright/test";
import { bearer } from "./api.ts";
import { tokenOf } from "./command-line.ts";
import { accountOf, expect, test } from "./signed-in.ts";

const lane = (page: Page, name: string) => page.getByRole("region", { name });
const card = (page: Page, title: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title }) });

/** Adds an item by the form; tests that move cards have cards of their own. */
async function addItem(page: Page, title: string, team: string, quarter: "this" | "next" | "none") {
  await page.goto("/roadmap/new");
  await page.getByLabel("What shall be better?").fill(title);
  await page.getByLabel("Team").fill(team);
  const quarters = page.getByLabel("Promised for");
  if (quarter !== "none") await quarters.selectOption({ index: quarter === "this" ? 2 : 3 });
  await page.getByRole("button", { name: "Add item" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

test("a card is moved by keys alone, and every step is said", async ({ as }) => {
  const page = await as("lead");
  await addItem(page, "Keys first", "Keys", "next");
  await addItem(page, "Keys second", "Keys", "next");
  await page.goto("/roadmap?team=Keys");
  const said = page.locator('main [aria-live="assertive"]');
  const title = page.getByRole("link", { name: "Keys first" });
  await title.focus();

  await page.keyboard.press("m");
  await expect(said).toContainText("Picked up Keys first. Next, 1 of 2");
  await page.keyboard.press("ArrowDown");
  await expect(said).toHaveText("Next, 2 of 2");
  await page.keyboard.press("Escape");
  await expect(said).toHaveText("Keys first stays where it was: Next, 1 of 2.");
  await expect(lane(page, "Next").getByRole("heading", { level: 3 })).toHaveText([
    "Keys first",
    "Keys second",
  ]);

  await page.keyboard.press("m");
  await page.keyboard.press("ArrowRight");
  await expect(said).toHaveText("Later, 1 of 1");
  await expect(page.getByText("Move here: Later, 1 of 1")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(lane(page, "Later").getByRole("link", { name: "Keys first" })).toBeFocused();
  await expect(page.getByRole("region", { name: "Messages" })).toContainText(
    "Moved Keys first: Later, 1 of 1.",
  );
  await page.reload();
  await expect(lane(page, "Later").getByRole("heading", { level: 3 })).toHaveText(["Keys first"]);
});

test("the handle alone is enough, also without single keys", async ({ as }) => {
  const page = await as("lead");
  await addItem(page, "By its handle", "Handle", "none");
  await page.goto("/roadmap?team=Handle");
  await page.getByRole("button", { name: "Move By its handle" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(lane(page, "Next").getByRole("link", { name: "By its handle" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(lane(page, "Later").getByRole("link", { name: "By its handle" })).toBeVisible();
});

test("out of a quarter that has begun, a card moves only with a reason", async ({ as }) => {
  const page = await as("lead");
  await addItem(page, "Promised for now", "Reasons", "this");
  await page.goto("/roadmap?team=Reasons");
  await page.getByRole("link", { name: "Promised for now" }).focus();
  await page.keyboard.press("m");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Why does it move?" });
  await dialog.getByRole("button", { name: "Move it" }).click();
  await expect(dialog.getByText("Give a reason")).toBeVisible();
  await dialog.getByLabel("Reason").fill("The replica comes first.");
  await dialog.getByRole("button", { name: "Move it" }).click();
  await lane(page, "Next").getByRole("link", { name: "Promised for now" }).click();
  await expect(page.getByText("The replica comes first")).toBeVisible();
  await expect(page.getByText("First promised for")).toBeVisible();
  await page.goto("/roadmap?view=timeline&team=Reasons");
  const row = page.getByRole("row", { name: /Promised for now/ });
  await expect(row.getByRole("cell").nth(1)).toHaveText("First promised");
  await expect(row.getByRole("cell").nth(2)).toHaveText("Planned");
});

test("off the roadmap goes what was promised only with a reason, and comes back with its history", async ({
  as,
}) => {
  const page = await as("lead");
  await addItem(page, "Promised and dropped", "Dropped", "this");
  await page.getByRole("button", { name: "Take off the roadmap" }).click();
  await expect(page.getByText(/was promised for .* Say why it moves/).first()).toBeVisible();
  await page.getByLabel("Why is it taken off?").fill("Nobody needs it any more.");
  await page.getByRole("button", { name: "Take off the roadmap" }).click();
  await expect(page.getByText("It was taken off the roadmap. Its moves and links are kept.")).toBeVisible();
  await expect(page.locator("#moves")).toContainText(
    /took it off the roadmap, .*: Nobody needs it any more\./,
  );
  await page.getByRole("button", { name: "Put back on the roadmap" }).click();
  await expect(page.getByRole("button", { name: "Take off the roadmap" })).toBeVisible();
  await expect(page.locator("#moves")).toContainText("put it back on the roadmap, to Now");
});

test("a card is dragged with the mouse, and lands between its new neighbours", async ({ as }) => {
  const page = await as("lead");
  for (const title of ["Mouse one", "Mouse two"]) await addItem(page, title, "Mouse", "none");
  await addItem(page, "Mouse moved", "Mouse", "next");
  await page.goto("/roadmap?team=Mouse");
  const moved = await boxOf(card(page, "Mouse moved"));
  const second = await boxOf(card(page, "Mouse two"));
  await page.mouse.move(moved.x + 40, moved.y + moved.height - 8);
  await page.mouse.down();
  await page.mouse.move(second.x + 60, second.y + 4, { steps: 12 });
  await expect(page.getByText("Move here: Later, 2 of 3")).toBeVisible();
  await page.mouse.up();
  await expect(lane(page, "Later").getByRole("heading", { level: 3 })).toHaveText([
    "Mouse one",
    "Mouse moved",
    "Mouse two",
  ]);
  await expect(page.getByRole("region", { name: "Messages" })).toContainText("Moved Mouse moved");
  await page.reload();
  await expect(lane(page, "Later").getByRole("heading", { level: 3 })).toHaveText([
    "Mouse one",
    "Mouse moved",
    "Mouse two",
  ]);
});

test.describe("with a finger", () => {
  test.use({ contextOptions: { hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } } });

  test("a card follows the finger at its handle, and the page still scrolls elsewhere", async ({ as }) => {
    const page = await as("lead");
    await addItem(page, "Touch moved", "Touch", "next");
    await addItem(page, "Touch stays", "Touch", "none");
    await page.goto("/roadmap?team=Touch");
    await page.getByRole("button", { name: "Move Touch moved" }).scrollIntoViewIfNeeded();
    const handle = await boxOf(page.getByRole("button", { name: "Move Touch moved" }));
    const touch = await page.context().newCDPSession(page);
    const send = (type: "touchStart" | "touchMove" | "touchEnd", x?: number, y?: number) =>
      touch.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: x === undefined || y === undefined ? [] : [{ x, y }],
      });
    const from = { x: handle.x + handle.width / 2, y: handle.y + handle.height / 2 };
    const target = async () => {
      const { x, y, height } = await boxOf(card(page, "Touch stays"));
      return { x: x + 40, y: y + height - 6 };
    };
    const to = await target();
    await send("touchStart", from.x, from.y);
    for (let step = 1; step <= 10; step++) {
      await send("touchMove", from.x + ((to.x - from.x) * step) / 10, from.y + ((to.y - from.y) * step) / 10);
    }
    // What lies below moves up as the card leaves its place, and near an edge the page scrolls: the finger follows
    // until it rests away from the edges, where nothing moves under it any more.
    await expect(async () => {
      const here = await target();
      await send("touchMove", here.x, here.y);
      expect(here.y).toBeGreaterThan(80);
      expect(here.y).toBeLessThan(720);
      await expect(page.getByText("Move here: Later, 2 of 2")).toBeVisible({ timeout: 200 });
    }).toPass();
    await send("touchEnd");
    await expect(lane(page, "Later").getByRole("heading", { level: 3 })).toHaveText([
      "Touch stays",
      "Touch moved",
    ]);
  });
});

test("filters stand in the address, and a view of them can be kept", async ({ as }) => {
  const page = await as("executive");
  await page.goto("/roadmap");
  await page.getByRole("button", { name: "Team" }).click();
  await page.getByRole("menuitem", { name: "Courses" }).click();
  await expect(page).toHaveURL(/team=Courses/);
  await expect(page.getByRole("link", { name: "Courses for slow connections" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Statements under one second" })).toHaveCount(0);
  await page.getByRole("link", { name: "List", exact: true }).click();
  await expect(page).toHaveURL(/view=table/);
  await expect(page).toHaveURL(/team=Courses/);
  await page.getByRole("button", { name: "Keep this view" }).click();
  await page.getByLabel("Name of the view").fill("Courses, as a list");
  await page.getByRole("button", { name: "Keep view" }).click();
  await expect(page.getByRole("list", { name: "Kept views" })).toContainText("Courses, as a list");
  await page.goto("/roadmap");
  await page.getByRole("link", { name: "Courses, as a list" }).click();
  await expect(page).toHaveURL(/view=table/);
  await expect(page.getByRole("row", { name: /Courses for slow connections/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Statements under one second/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Remove the view Courses, as a list" }).click();
  await expect(page.getByRole("link", { name: "Courses, as a list" })).toHaveCount(0);
});

test("a change is recorded for an item, and each names the other", async ({ as }) => {
  const page = await as("lead");
  await addItem(page, "Faster search for courses", "Links", "none");
  await page.getByRole("link", { name: "Record a change for it" }).click();
  await expect(page.getByLabel("What was changed?")).toHaveValue("Faster search for courses");
  await page.getByLabel("What was changed?").fill("Index on course titles");
  await page.getByRole("radio", { name: "Database" }).check();
  await page.getByLabel("System", { exact: true }).selectOption({ label: "Course platform" });
  await page.getByRole("button", { name: "Record change" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Index on course titles" })).toBeVisible();
  await page.getByRole("link", { name: /Faster search for courses/ }).click();
  await expect(page.getByRole("row", { name: /Index on course titles.*Planned/ })).toBeVisible();
  await page.getByRole("button", { name: /^Unlink C-\d+$/ }).click();
  await expect(page.getByText("No change delivers it yet.")).toBeVisible();
});

test("an item is found from anywhere, by a word or by its number", async ({ as }) => {
  const page = await as("executive");
  await page.goto("/metrics");
  for (const typed of ["statements under", "R-3"]) {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill(typed);
    await page.getByRole("option", { name: /Statements under one second/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Statements under one second" })).toBeVisible();
  }
});

test("a member reads the roadmap, moves nothing, and does not see what is not published", async ({ as }) => {
  const page = await as("member");
  await page.goto("/roadmap");
  await expect(page.getByRole("link", { name: "Statements under one second" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Go through limits and alerts every quarter" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Move / })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Add an item" })).toHaveCount(0);
});

test.describe("from what somebody asked to their answer, over the roadmap", () => {
  test.describe.configure({ mode: "serial" });
  const word = Date.now().toString(36);
  const asked = `The certificate ${word} takes a minute to appear`;
  const item = `Certificates ${word} at once`;
  const metric = `certificates.open-${word}`;
  let feedback = "";
  let change = "";

  test("a member asks, and a lead puts it on the roadmap from there", async ({ as }) => {
    const member = await as("member");
    await member.goto("/feedback/new");
    await member.getByLabel("In one sentence").fill(asked);
    await member.getByLabel("In one sentence").press("Enter");
    await expect(member.getByRole("heading", { level: 1, name: asked })).toBeVisible();
    feedback = /\/feedback\/(\d+)/.exec(member.url())?.[1] ?? "";
    const lead = await as("lead");
    await lead.goto(`/feedback/${feedback}`);
    await lead.getByRole("link", { name: "Put it on the roadmap" }).click();
    await expect(lead.getByLabel("What shall be better?")).toHaveValue(asked);
    await lead.getByLabel("What shall be better?").fill(item);
    await lead.getByRole("button", { name: "Add item" }).click();
    await expect(lead.getByRole("heading", { level: 1, name: item })).toBeVisible();
    await expect(lead.locator("#feedback").getByRole("link", { name: asked })).toBeVisible();
    await expect(lead.locator("#feedback").getByText(/\b1 vote\b/)).toBeVisible();
  });

  test("a change is recorded for the item and proven; the item says so", async ({ as, baseURL }) => {
    const lead = await as("lead");
    await lead.goto(`/feedback/${feedback}`);
    // It stands in one place of the page, whichever way it was tied to the entry.
    await expect(lead.getByRole("link", { name: new RegExp(item) })).toHaveCount(1);
    await expect(lead.getByRole("button", { name: /^Take away roadmap-item:\d+$/ })).toBeVisible();
    await lead.getByRole("link", { name: new RegExp(item) }).click();
    await lead.getByRole("link", { name: "Record a change for it" }).click();
    await lead.getByRole("radio", { name: "Code" }).check();
    await lead.getByLabel("System", { exact: true }).selectOption({ label: "User portal" });
    await lead.getByRole("textbox", { name: "Day" }).fill("20 Nov 2026");
    await lead.getByRole("textbox", { name: "Start time" }).fill("08:30");
    await lead.getByRole("button", { name: "Record change" }).click();
    await expect(lead).toHaveURL(/\/changes\/\d+$/);
    change = /\/changes\/(\d+)/.exec(lead.url())?.[1] ?? "";
    const requests = await newRequests.newContext({
      baseURL,
      extraHTTPHeaders: bearer(await tokenOf(accountOf("lead").email)),
    });
    const kind = { system: "user-portal", unit: "ms", better: "lower", kind: "duration" };
    const made = await requests.post("/api/v1/metrics", {
      data: { ...kind, key: metric, name: "Certificates" },
    });
    expect(made.ok(), await made.text()).toBe(true);
    const values = (around: number) => Array.from({ length: 24 }, (_, index) => around + (index % 5));
    const measured = await requests.post(`/api/v1/changes/${change}/measurements`, {
      data: { metric, before: { values: values(900) }, after: { values: values(300) }, order: "interleaved" },
    });
    expect((await measured.json()).verdict.outcome).toBe("improved");
    await requests.dispose();
    await lead.getByRole("link", { name: new RegExp(item) }).click();
    await expect(lead.locator("#progress")).toContainText("Proven");
  });

  test("who asked hears of it with the verdict's sentence, and answers", async ({ as }) => {
    const member = await as("member");
    const message = member.getByRole("link", { name: new RegExp(`Solved for you\\? F-${feedback}:`) });
    await expect(async () => {
      await member.goto("/notifications");
      await expect(message).toHaveCount(1, { timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    await message.click();
    await member.getByRole("button", { name: "Yes", exact: true }).click();
    await expect(member.getByText("You answered: yes.")).toBeVisible();
    await member.goto(`/changes/${change}`);
    await expect(member.locator("#feedback").getByRole("link", { name: asked })).toBeVisible();
  });
});

async function boxOf(locator: import("@playwright/test").Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error("It is not on the screen.");
  return box;
}
