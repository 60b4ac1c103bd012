import { type Browser, expect, type Page, test } from "@playwright/test";
import { type OpenIdProvider, startOpenIdProvider } from "#lib/testing/openid-provider.ts";
import { bearer } from "./api.ts";
import { tokenOf } from "./command-line.ts";
import { type Account, type Portal, startPortal } from "./portal.ts";
import { signIn } from "./signed-in.ts";

const quarter = "2019-Q1";
const ivy = "ivy.nkosi@corp.example";

test.describe("with an OpenID Connect provider", () => {
  test.describe.configure({ mode: "serial" });
  let provider: OpenIdProvider;
  let portal: Portal;
  let page: Page;

  test.beforeAll(async ({ browser }) => {
    test.setTimeout(180_000);
    provider = await startOpenIdProvider();
    const settings = {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
    };
    Object.assign(process.env, settings);
    portal = await startPortal(["--sample"]).finally(() => {
      for (const name of Object.keys(settings)) delete process.env[name];
    });
    page = await opened(browser);
  });
  test.afterAll(async () => {
    await page?.context().close();
    await portal?.stop();
    await provider?.stop();
  });

  const opened = async (browser: Browser) => (await browser.newContext({ baseURL: portal.url })).newPage();
  const account = (role: string): Account => {
    const found = portal.accounts[role];
    if (!found) throw new Error(`The sample has no ${role}.`);
    return found;
  };
  const goToProvider = async (one: Page) => {
    await one.goto("/sign-in");
    await one.getByRole("button", { name: "Continue with single sign-on" }).click();
  };
  const answerProvider = async (one: Page, email: string) => {
    await one.getByLabel("Work address").fill(email);
    await one.getByRole("button", { name: "Continue" }).click();
  };
  const signOut = async () => {
    await page.getByRole("button", { name: "Sign out" }).first().click();
    await page.waitForURL(/\/sign-in/);
  };

  test("nobody is let in whom nobody invited, nor by an address that is not verified", async ({
    browser,
  }) => {
    for (const email of ["stranger@corp.example", `unverified+${account("admin").email}`]) {
      const stranger = await opened(browser);
      await goToProvider(stranger);
      await answerProvider(stranger, email);
      const form = stranger.getByRole("form", { name: "Single sign-on" });
      await expect(form.getByRole("alert")).toContainText("Nobody here has this account's verified");
      await expect(stranger.getByLabel("Password")).not.toHaveAttribute("aria-invalid");
      await expect(stranger).toHaveURL(/\/sign-in/);
      await stranger.context().close();
    }
  });

  test("who is invited gets an account with the invitation's role", async ({ browser }) => {
    const admin = await opened(browser);
    await signIn(admin, account("admin"));
    await admin.goto("/settings/members");
    await admin.getByLabel("E-mail").fill(ivy);
    await admin.getByLabel("Role", { exact: true }).selectOption("reviewer");
    await admin.getByRole("button", { name: "Make invitation link" }).click();
    await expect(admin.getByLabel("Invitation link")).toBeVisible();
    await admin.context().close();

    await goToProvider(page);
    await answerProvider(page, ivy);
    await page.waitForURL(`${portal.url}/`);
    await expect(page.getByText("Ivy Nkosi").first()).toBeVisible();
    await expect(page.getByText("Reviewer", { exact: true }).first()).toBeVisible();
  });

  test("an account that is there is signed in by its address", async ({ browser }) => {
    const lead = await opened(browser);
    await goToProvider(lead);
    await answerProvider(lead, account("lead").email);
    await expect(lead.getByText("Thandi Mokoena").first()).toBeVisible();
    await lead.context().close();
  });

  test("a browser that the provider knows is let in, but signing a review asks the provider to ask", async ({
    request,
  }) => {
    const token = await tokenOf(account("reviewer").email, ["read", "write"], portal.dataDir);
    const review = await request.post(`${portal.url}/api/v1/reviews`, {
      headers: bearer(token),
      data: { quarter },
    });
    expect(review.ok(), await review.text()).toBe(true);
    await signOut();
    provider.ageSessions(3_600);
    const before = provider.asked();
    await goToProvider(page);
    await page.waitForURL(`${portal.url}/`);
    expect(provider.asked()).toBe(before);

    await page.goto(`/reviews/${quarter}/sign`);
    await expect(page.getByText("You sign in by single sign-on.")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Sign as/ })).toHaveCount(0);
    await page.getByRole("button", { name: "Sign in again" }).click();
    await answerProvider(page, ivy);
    expect(provider.asked()).toBe(before + 1);
    await expect(page).toHaveURL(new RegExp(`/reviews/${quarter}/sign$`));
    await page.getByLabel("I have read the evidence").check();
    await page.getByRole("button", { name: "Sign as Ivy Nkosi" }).click();
    await page.waitForURL(`${portal.url}/reviews/${quarter}`);
    const { items } = await (
      await request.get(`${portal.url}/api/v1/reviews/${quarter}/signatures`, { headers: bearer(token) })
    ).json();
    expect(items).toMatchObject([{ name: "Ivy Nkosi", proof: "single-sign-on", counts: true }]);
  });
});
