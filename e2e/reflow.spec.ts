import type { Page } from "@playwright/test";
import { adminPages, linkedPages, narrativePages, readingPages, writingPages } from "./pages.ts";
import { expect, test } from "./signed-in.ts";

// 1,280 px at a zoom of 400 % (WCAG 1.4.10).
test.describe("320 px", () => {
  test.use({ contextOptions: { viewport: { width: 320, height: 900 }, reducedMotion: "reduce" } });

  test("no page is wider than the screen, also with wide spacing between lines, words and letters", async ({
    as,
  }) => {
    test.setTimeout(600_000);
    const page = await as("admin");
    const linked = (await linkedPages(page)).map(({ path }) => path);
    const paths = [...readingPages, ...writingPages, ...narrativePages, ...adminPages, ...linked, "/nowhere"];
    for (const path of paths) {
      await page.goto(path);
      expect.soft(await beyondTheEdge(page), path).toEqual([]);
      await spaceText(page);
      expect.soft(await beyondTheEdge(page), `${path} with wide spacing`).toEqual([]);
    }
  });

  test("the part of the settings that is open is in view, although the row of parts is wider", async ({
    as,
  }) => {
    const page = await as("admin");
    await page.goto("/settings/sharing?what=roadmap");
    await expect(
      page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Sharing" }),
    ).toBeInViewport({ ratio: 0.9 });
  });
});

test.describe("forced colours", () => {
  test.use({ contextOptions: { forcedColors: "active", viewport: { width: 1440, height: 900 } } });

  test("what is current, chosen and focused can be told from what is not", async ({ as }) => {
    const page = await as("admin");
    await page.goto("/roadmap");
    const views = page.getByRole("navigation", { name: "View" });
    const ground = (name: string) =>
      views.getByRole("link", { name }).evaluate((link) => getComputedStyle(link).backgroundColor);
    expect(await ground("Board")).not.toBe(await ground("List"));
    await page.goto("/systems/royalty-calculation");
    const four = page.getByRole("radio", { name: "4" });
    await four.check({ force: true });
    const grounds = await page
      .getByRole("group", { name: /^How well does/ })
      .locator("label")
      .evaluateAll((labels) => labels.map((label) => getComputedStyle(label).backgroundColor));
    expect(grounds.filter((one) => one === grounds[3])).toHaveLength(1);
    await page.keyboard.press("Tab");
    const ring = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
      return `${outlineStyle} ${outlineWidth}`;
    });
    expect(ring).toBe("solid 2px");
  });
});

test.describe("paper", () => {
  test("a record is printed without what could be typed beside it, and without heads over nothing", async ({
    as,
  }) => {
    const page = await as("admin");
    await page.emulateMedia({ media: "print" });
    await page.goto("/changes/1");
    await expect(page.getByRole("heading", { name: "Evidence" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Move it on" })).toBeHidden();
    await page.goto("/roadmap/3");
    await expect(page.getByRole("heading", { name: "Moves" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Progress" })).toBeVisible();
    for (const name of ["Move it", "Take it off"])
      await expect(page.getByRole("heading", { name, exact: true })).toBeHidden();
  });
});

/** What reaches over the screen's edge, and is not in a box of its own that scrolls. */
function beyondTheEdge(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (/auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    return [...document.querySelectorAll("main *, header *, footer *")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth && !scrolls(element))
      .map((element) => `${element.tagName} ${element.textContent?.trim().slice(0, 60)}`)
      .concat(`${scrollWidth} px`);
  });
}

/** The distances of WCAG 1.4.12. */
function spaceText(page: Page): Promise<void> {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }" +
        "p { margin-bottom: 2em !important }",
    );
    document.adoptedStyleSheets = [sheet];
  });
}
