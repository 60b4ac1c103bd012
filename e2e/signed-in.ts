import { type BrowserContext, test as base, type Page } from "@playwright/test";
import type { Account } from "./portal.ts";

export type SampleRole = "admin" | "lead" | "reviewer" | "executive" | "member";

type Fixtures = {
  /** Opens a page of its own, signed in as the sample's person of this role. */
  as: (role: SampleRole) => Promise<Page>;
};

type StoredState = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** The real sign-in page, once per worker and role; later pages start from the cookies it gave. */
export const test = base.extend<Fixtures, { states: Map<SampleRole, StoredState> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function wants from its pattern
  states: [async ({}, use) => use(new Map()), { scope: "worker" }],
  // biome-ignore lint/correctness/noEmptyPattern: see above
  baseURL: async ({}, use) => use(process.env.PORTAL_URL ?? ""),
  as: async ({ browser, baseURL, states, contextOptions }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role) => {
      const known = states.get(role);
      const context = await browser.newContext({ ...contextOptions, baseURL, storageState: known });
      contexts.push(context);
      const page = await context.newPage();
      if (!known) {
        await signIn(page, accountOf(role));
        states.set(role, await context.storageState());
      }
      return page;
    });
    for (const context of contexts) await context.close();
  },
});

export { expect } from "@playwright/test";

export async function signIn(page: Page, { email, password }: Account): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

export function accountOf(role: SampleRole): Account {
  const account: Account | undefined = JSON.parse(process.env.PORTAL_ACCOUNTS ?? "{}")[role];
  if (!account) throw new Error(`The sample has no account for the role ${role}.`);
  return account;
}
