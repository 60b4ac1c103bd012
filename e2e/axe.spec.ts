import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { adminPages, linkedPages, narrativePages, readingPages, writingPages } from "./pages.ts";
import { expect, type SampleRole, test } from "./signed-in.ts";

// Every page once per theme and width; the admin sees most, the others where a page looks different to them.
const walks: { role: SampleRole; paths: string[] }[] = [
  { role: "admin", paths: [...readingPages, ...writingPages, ...narrativePages, ...adminPages] },
  { role: "member", paths: ["/", "/changes/1", "/changes/new", "/settings"] },
];

for (const theme of ["light", "dark"] as const) {
  for (const width of [360, 1440]) {
    test.describe(`${theme}, ${width} px`, () => {
      test.use({
        contextOptions: { colorScheme: theme, viewport: { width, height: 900 }, reducedMotion: "reduce" },
      });

      for (const { role, paths } of walks) {
        test(`axe finds nothing on any page that ${role === "admin" ? "an admin" : "a member"} opens`, async ({
          as,
        }) => {
          // Some ninety pages, one after the other, also on a busy machine.
          test.setTimeout(600_000);
          const page = await as(role);
          const linked = role === "admin" ? await linkedPages(page) : [];
          for (const path of [...paths, ...linked.map((one) => one.path)]) {
            await page.goto(path);
            expect.soft(await layoutShift(page), `${path} jumps while it loads`).toBeLessThanOrEqual(0.02);
            expect.soft(await violations(page), path).toEqual([]);
            const overflow = await page.evaluate(
              () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
            );
            expect.soft(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
          }
        });
      }

      test("axe finds nothing before signing in, and where nothing is", async ({
        browser,
        baseURL,
        contextOptions,
        as,
      }) => {
        const context = await browser.newContext({ ...contextOptions, baseURL });
        const page = await context.newPage();
        await page.goto("/sign-in");
        expect.soft(await violations(page), "/sign-in").toEqual([]);
        await context.close();
        const inside = await as("admin");
        for (const path of ["/changes/999999", "/nowhere"]) {
          await inside.goto(path);
          expect.soft(await violations(inside), path).toEqual([]);
        }
      });
    });
  }
}

/** The sum that browsers call cumulative layout shift, since the page was opened. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(() => {
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: "layout-shift", buffered: true });
    const values = observer.takeRecords().map((entry) => ("value" in entry ? Number(entry.value) : 0));
    return values.reduce((sum, value) => sum + value, 0);
  });
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(" | ")}`);
}
