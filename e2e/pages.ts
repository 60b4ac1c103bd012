import type { Page } from "@playwright/test";
import { roles } from "#lib/core/access/actor.ts";
import type { SampleRole } from "./signed-in.ts";

/** Every page of the signed-in portal, for the tests that walk through all of them: one of them holds the lists to app/. */
export const readingPages = [
  "/",
  "/changes",
  "/changes?q=nothing-like-it",
  "/changes?team=royalties",
  "/changes/1",
  "/systems",
  "/systems/royalty-calculation",
  "/metrics",
  "/metrics/platform.availability",
  "/metrics/royalty.statement-p95",
  "/metrics/royalty.statement-p95?span=90d",
  "/metrics/royalty.statement-p95/controls",
  "/metrics/platform.availability/controls",
  "/test-runs",
  "/test-runs?kind=soak&q=nothing-like-it",
  "/test-runs/1",
  "/test-runs/compare?runs=1,2",
  "/alerts",
  "/alerts?state=firing",
  "/reviews",
  "/roadmap",
  "/roadmap?view=quarters",
  "/roadmap?view=table",
  "/roadmap?view=timeline",
  "/roadmap?q=nothing-like-it",
  "/roadmap/3",
  "/roadmap/predictions",
  "/feedback",
  "/feedback?q=nothing-like-it",
  "/feedback?mine=voted&sort=-created",
  "/feedback/1",
  "/feedback/new?about=change:1",
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
  "/test-runs/new",
  "/plan/read",
  "/metrics/platform.availability/edit",
];

/** Pages for leads and reviewers. */
export const narrativePages = ["/plan/conclusion", "/roadmap/new", "/roadmap/3/edit", "/feedback/moderation"];

/** Pages for admins alone. */
export const adminPages = [
  "/settings/members",
  "/settings/practices",
  "/settings/organisation",
  "/settings/sources",
  "/settings/sources/new",
  "/settings/sources/prod",
  "/settings/webhooks",
  "/settings/webhooks/new",
  "/settings/reviews",
  "/settings/feedback",
  "/settings/audit",
  "/settings/audit?action=review.sign&verify=now",
];

type Linked = { who: readonly SampleRole[]; otherwise: 403 | 404 };

const everyone: Linked = { who: roles, otherwise: 403 };
const admins: Linked = { who: ["admin"], otherwise: 403 };
const reviewers: Linked = { who: ["admin", "reviewer"], otherwise: 403 };
const team: Linked = { who: ["admin", "lead", "reviewer"], otherwise: 403 };
const readers: Linked = { who: roles.filter((role) => role !== "member"), otherwise: 403 };
const notMembers: Linked = { who: roles.filter((role) => role !== "member"), otherwise: 404 };

/**
 * Pages whose addresses carry an id of the loaded sample: the page to begin at, and the links that lead to one, step by
 * step; who may open it, and what others are told.
 */
const linked: { list: string; steps: RegExp[]; open: Linked }[] = [
  { list: "/settings/members", steps: [/^\/settings\/members\/[\w-]+$/], open: admins },
  { list: "/settings/webhooks", steps: [/^\/settings\/webhooks\/(?!new)[\w-]+$/], open: admins },
  { list: "/changes/1", steps: [/^\/changes\/1\/measurements\/[\w-]+$/], open: everyone },
  { list: "/feedback/report", steps: [], open: readers },
  // Sent by an admin: its author and the team may mend it.
  { list: "/feedback?q=jump+to+a+date", steps: [/^\/feedback\/\d+$/, /\/edit$/], open: team },
  { list: "/", steps: [/^\/settings\/sharing\?quarter=/], open: readers },
  { list: "/roadmap", steps: [/^\/settings\/sharing\?what=roadmap$/], open: readers },
  { list: "/", steps: [/^\/reviews\/\d{4}-Q[1-4]\/statement$/], open: reviewers },
  { list: "/reviews", steps: [/^\/reviews\/\d{4}-Q[1-4]\?version=\d+$/], open: everyone },
  {
    list: "/reviews",
    steps: [/^\/reviews\/\d{4}-Q[1-4]\?version=\d+$/, /\?version=\d+&team=\w+$/],
    open: everyone,
  },
  { list: "/reviews", steps: [/^\/reviews\/\d{4}-Q[1-4]$/], open: notMembers },
  { list: "/reviews", steps: [/^\/reviews\/\d{4}-Q[1-4]$/, /\?team=\w+$/], open: notMembers },
  { list: "/reviews", steps: [/^\/reviews\/\d{4}-Q[1-4]$/, /\?team=\w+$/, /\/walk\?team=/], open: reviewers },
  { list: "/reviews", steps: [/^\/reviews\/\d{4}-Q[1-4]$/, /\/walk$/], open: reviewers },
  { list: "/reviews", steps: [/^\/reviews\/\d{4}-Q[1-4]$/, /\/sign$/], open: reviewers },
];

/** One address of each such page, found by an admin. */
export async function linkedPages(page: Page): Promise<({ path: string } & Linked)[]> {
  const found = [];
  for (const { list, steps, open } of linked) {
    let path = list;
    for (const pattern of steps) path = await linkOn(page, path, pattern);
    found.push({ path, ...open });
  }
  return found;
}

async function linkOn(page: Page, list: string, pattern: RegExp): Promise<string> {
  await page.goto(list);
  const hrefs = await page
    .locator("a[href]")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  const path = hrefs.find((href) => pattern.test(href));
  if (path === undefined) throw new Error(`${list} has no link like ${pattern}.`);
  return path;
}
