import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Browser, Page } from "@playwright/test";
import type { Change } from "#lib/changes/schema.ts";
import type { Overview } from "#lib/plan/overview-schema.ts";
import type { Review } from "#lib/reviews/schema.ts";
import { type MailServer, startMailServer } from "#lib/testing/mail-server.ts";
import { caller } from "./api.ts";
import { tokenOf } from "./command-line.ts";
import { type Figures, figuresOf, type Line, strangersIn } from "./figures.ts";
import { type Portal, startPortal } from "./portal.ts";
import { type Seeded, seedQuarter } from "./seeded-quarter.ts";
import { expect } from "./signed-in.ts";

type Known = { change: Change; figures: Figures | null };

export type World = {
  portal: Portal;
  mails: MailServer;
  /** Signed in as the portal's only administrator, at a desk. */
  page: Page;
  call: ReturnType<typeof caller>;
  /** The one that has ended last: it is mailed. */
  quarter: string;
  seeded: Seeded[];
  overview: Overview;
  review: Review;
  /** The one source: each change as the API gives it, by number. */
  known: Map<number, Known>;
  close: () => Promise<void>;
};

/** A portal of its own that can send mail, with a quarter of every kind and its review opened. */
export async function parityWorld(browser: Browser): Promise<World> {
  const mails = await startMailServer();
  process.env.SMTP_URL = mails.url;
  const portal = await startPortal([]);
  const close = async () => {
    delete process.env.SMTP_URL;
    await portal.stop();
    await mails.stop();
  };
  try {
    return { portal, mails, close, ...(await seededPortal(browser, portal)) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function seededPortal(browser: Browser, portal: Portal) {
  const page = await setUp(browser, portal);
  const call = caller(page.request, await tokenOf("ada@example.org", ["read", "write"], portal.dataDir));
  const overviewOf = async (key = ""): Promise<Overview> =>
    call("GET", `/overview${key && `?quarter=${key}`}`);
  const [, ended, before] = (await overviewOf()).quarters;
  const quarter = ended?.key ?? "";
  const begin = async (key = "") => new Date((await overviewOf(key)).quarter.from);
  const seeded = await seedQuarter(call, { from: await begin(quarter), before: await begin(before?.key) });
  const known = new Map<number, Known>();
  for (const { number } of seeded) {
    const change: Change = await call("GET", `/changes/${number}`);
    known.set(number, { change, figures: change.primary && figuresOf(change.primary.verdict) });
  }
  const overview = await overviewOf(quarter);
  const review: Review = await call("POST", "/reviews", { quarter });
  return { page, call, quarter, seeded, known, overview, review };
}

export function figuresBy({ known }: Pick<World, "known">, number: number): Figures {
  const figures = known.get(number)?.figures;
  if (!figures) throw new Error(`C-${number} has no verdict.`);
  return figures;
}

/** The changes of the quarter that have a verdict. */
export function measured({ seeded, known }: World): number[] {
  return seeded
    .filter(({ earlier, number }) => !earlier && known.get(number)?.figures)
    .map(({ number }) => number);
}

/** No line of a page says a number about a change that its verdict does not. */
export function noStrangers({ known }: World, lines: Line[]): void {
  for (const { number, text } of lines) {
    const figures = known.get(number)?.figures;
    if (figures) expect.soft(strangersIn(text, figures), text).toEqual([]);
  }
}

export function lineNumber(text: string): number {
  return Number(/C-(\d+)/.exec(text)?.[1] ?? 0);
}

async function setUp(browser: Browser, portal: Portal): Promise<Page> {
  const context = await browser.newContext({
    baseURL: portal.url,
    locale: "en-GB",
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  await page.goto(portal.setUpLink ?? "");
  await page.getByLabel("Organisation").fill("Northwind");
  await page.getByLabel("Your name").fill("Ada Admin");
  await page.getByLabel("E-mail").fill("ada@example.org");
  await page.getByLabel("Password").fill("a sentence nobody else would say");
  await page.getByRole("radio", { name: "An empty portal" }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("navigation").first()).toBeVisible();
  await page.goto("/settings/organisation");
  await page.getByLabel("Money is stated in").selectOption("EUR");
  await page.getByRole("button", { name: "Save organisation" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  return page;
}

/** What the worker does each morning, now: tells of the quarter that has ended. */
export async function tellOverviewOf(portal: Portal): Promise<void> {
  const work = `
    import { withDatabase } from "#lib/cli/with-database.ts";
    import { systemActor } from "#lib/server/auth/system-actor.ts";
    await withDatabase(async () => {
      const { tellOverview } = await import("#lib/plan/commands/tell-overview.ts");
      await tellOverview(systemActor("plan.tell-overview"));
    });`;
  await promisify(execFile)(process.execPath, ["--input-type=module-typescript", "--eval", work], {
    env: { ...process.env, DATA_DIR: portal.dataDir },
  });
}
