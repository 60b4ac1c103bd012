import type { Page } from "@playwright/test";

/** Every page of the signed-in portal, for the tests that walk through all of them: one of them holds the lists to app/. */
export const readingPages = [
  "/",
  "/changes",
  "/changes?q=nothing-like-it",
  "/changes/1",
  "/systems",
  "/systems/royalty-calculation",
  "/metrics",
  "/metrics/platform.availability",
  "/plan",
  "/settings",
  "/settings/notifications",
  "/notifications",
  "/notifications?state=unread&event=gain.lost",
];

/** Pages that only those who may write see. */
export const writingPages = [
  "/changes/new",
  "/changes/1/edit",
  "/changes/1/evidence",
  "/systems/new",
  "/systems/royalty-calculation/edit",
  "/systems/objectives/new",
  "/systems/objectives/responsiveness",
  "/metrics/new",
  "/metrics/platform.availability/edit",
];

/** Pages for leads and reviewers. */
export const narrativePages = ["/plan/conclusion"];

/** Pages for admins alone. */
export const adminPages = ["/settings/members", "/settings/organisation"];

/** Pages whose addresses carry an id of the loaded sample: what they are and where a link leads to one. */
const linked: { list: string; pattern: RegExp; adminOnly: boolean }[] = [
  { list: "/settings/members", pattern: /^\/settings\/members\/[\w-]+$/, adminOnly: true },
  { list: "/changes/1", pattern: /^\/changes\/1\/measurements\/[\w-]+$/, adminOnly: false },
];

/** One address of each such page, found by an admin. */
export async function linkedPages(page: Page): Promise<{ path: string; adminOnly: boolean }[]> {
  const found = [];
  for (const { list, pattern, adminOnly } of linked) {
    await page.goto(list);
    const hrefs = await page
      .locator("a[href]")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    const path = hrefs.find((href) => pattern.test(href));
    if (path === undefined) throw new Error(`${list} has no link like ${pattern}.`);
    found.push({ path, adminOnly });
  }
  return found;
}
