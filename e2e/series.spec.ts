import type { APIRequestContext } from "@playwright/test";
import { caller } from "./api.ts";
import { tokenOf } from "./command-line.ts";
import { accountOf, expect, test } from "./signed-in.ts";

const hour = 3_600_000;
const begin = Math.floor(Date.now() / hour - 40 * 24) * hour;

/** Hourly latencies of forty days: 400 ms, and a fifth less from the 25th day on. Seeded by the place alone. */
function samples(metric: string) {
  return Array.from({ length: 40 * 24 }, (_, index) => {
    const wobble = Math.sin(index * 12.9898) * 43758.5453;
    const level = index < 25 * 24 ? 400 : 320;
    return {
      metric,
      at: new Date(begin + index * hour).toISOString(),
      value: level * (1 + 0.06 * (wobble - Math.floor(wobble) - 0.5)),
    };
  });
}

test("pushed samples show a shift, the shift becomes a change, and the change a verdict", async ({
  as,
  request,
}) => {
  test.slow();
  const token = await tokenOf(accountOf("lead").email);
  const call = caller(request, token);
  const key = `journey.latency-${Date.now()}`;
  const name = "Order list, p95";
  const about = { system: "user-portal", unit: "ms", better: "lower", kind: "duration" };
  await call("POST", "/metrics", { key, name, ...about });
  const pushed = await call("POST", "/samples", { samples: samples(key) });
  expect(pushed).toEqual({ accepted: 960, duplicates: 0, rejected: [] });

  const page = await as("lead");
  await page.goto(`/metrics/${key}`);
  await expect(page.getByText(/shifted once, and one shift has no recorded change$/)).toBeVisible();
  await expect(page.getByText(/Something changed here on/)).toBeVisible();
  await page.getByRole("link", { name: "Record it" }).click();

  await expect(page.getByLabel("System", { exact: true })).toHaveValue("user-portal");
  await expect(page.getByRole("textbox", { name: "Day" })).not.toHaveValue("");
  await page.getByLabel("What was changed?").fill("Index for the order list");
  await page.getByRole("radio", { name: "Database" }).check();
  await page.getByRole("button", { name: "Record change" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Index for the order list" })).toBeVisible();
  const [, number] = /\/changes\/(\d+)/.exec(page.url()) ?? [];

  await page.goto(`/metrics/${key}`);
  await expect(page.getByText(/shifted once, each time with a recorded change$/)).toBeVisible();

  await page.getByRole("link", { name: "30 days" }).click();
  await page.getByRole("link", { name: "Earlier" }).click();
  await expect(page).toHaveURL(/span=30d&until=/);
  await expect(page.getByText(/^Pushed samples, 2\d\d points/)).toBeVisible();
  await page.getByRole("link", { name: "Later" }).click();
  await expect(page.getByText(/^Pushed samples, 7\d\d points/)).toBeVisible();

  await page.goto(`/changes/${number}/evidence`);
  const form = page.getByRole("form", { name: "Fetch a series" });
  await form.getByLabel("Metric").selectOption({ label: name });
  await form.getByRole("button", { name: "Fetch before and after" }).click();
  await expect(page).toHaveURL(new RegExp(`/changes/${number}$`));
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("region", { name: "Verdict" })).toContainText("Improved");
  }).toPass({ timeout: 60_000 });
  await expect(page.getByRole("heading", { name: "Does the gain hold?" })).toBeVisible();
  await page.getByRole("link", { name: "How was this computed?" }).click();
  await expect(page.getByText("the same verdict, byte for byte")).toBeVisible();
});

test("a threshold set on a metric becomes an alert when samples stay past it", async ({ as, request }) => {
  const token = await tokenOf(accountOf("lead").email);
  const call = caller(request, token);
  const key = `journey.past-${Date.now()}`;
  const name = `Basket, p95 ${Date.now()}`;
  const about = { system: "user-portal", unit: "ms", better: "lower", kind: "duration" };
  await call("POST", "/metrics", { key, name, ...about });

  const page = await as("lead");
  await page.goto(`/metrics/${key}/edit`);
  await page.getByLabel("Warn at").fill("500");
  await page.getByLabel("Critical at").fill("400");
  await page.getByRole("button", { name: "Save metric" }).click();
  await expect(page.getByText(/the critical value must lie above/).first()).toBeVisible();
  await page.getByLabel("Critical at").fill("800");
  await page.getByRole("button", { name: "Save metric" }).click();
  await expect(
    page.getByText(/^Warning above 500.ms and critical above 800.ms, for 5 minutes$/),
  ).toBeVisible();

  const minute = 60_000;
  const now = Math.floor(Date.now() / minute) * minute;
  const samples = Array.from({ length: 60 }, (_, index) => ({
    metric: key,
    at: new Date(now - (60 - index) * minute).toISOString(),
    value: index < 40 ? 410 + (index % 7) : 620 + (index % 5),
  }));
  await call("POST", "/samples", { samples });
  const alerts = page.getByRole("table", { name: "Alerts" });
  await expect(async () => {
    await page.reload();
    await expect(alerts).toContainText(/is above 500.ms/, { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(alerts).toContainText("Firing");
  await expect(page.getByText(/Critical at 800.ms/).first()).toBeVisible();
  await page.goto("/alerts?state=firing");
  await expect(page.getByRole("row", { name: new RegExp(name) })).toBeVisible();
  await page.goto("/notifications");
  await expect(page.getByText(new RegExp(`${name} is above`)).first()).toBeVisible();
});

test("two groups of test runs get a verdict beside their numbers", async ({ as, request }) => {
  const token = await tokenOf(accountOf("lead").email);
  const stamp = Date.now();
  const numbers: number[] = [];
  for (const [title, seconds] of [
    ["first", 1],
    ["second", 1.01],
    ["third", 0.7],
    ["fourth", 0.71],
  ] as const) {
    const run = { kind: "benchmark", title: `Sorting ${stamp}, ${title}`, minutesAgo: 10 - numbers.length };
    const sent = await sendSorting(request, token, run, seconds);
    numbers.push((await sent.json()).number);
  }
  const page = await as("executive");
  await page.goto(`/test-runs?q=${stamp}`);
  for (const title of ["fourth", "third", "second", "first"]) {
    await page.getByRole("checkbox", { name: `Compare Sorting ${stamp}, ${title}` }).check();
  }
  await page.getByRole("button", { name: "Put side by side" }).click();
  await expect(page.getByText(/Say which runs are from before/)).toBeVisible();
  for (const [title, side] of [
    ["first", "Before"],
    ["second", "Before"],
    ["third", "After"],
    ["fourth", "After"],
  ]) {
    await page
      .getByRole("group", { name: `Side of Sorting ${stamp}, ${title}` })
      .getByText(`${side}`)
      .click();
  }
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(page.getByRole("region", { name: "Verdict" })).toContainText("Improved");
  await expect(page.getByRole("table", { name: "Verdict on every quantity" })).toContainText("time.mean");
  await expect(page.getByRole("table", { name: "Quantities of each run" })).toBeVisible();
});

test("runs that were not measured alike are compared for a stated reason, which is printed with the verdict", async ({
  as,
  request,
}) => {
  const token = await tokenOf(accountOf("lead").email);
  const numbers: number[] = [];
  for (const [kind, seconds] of [
    ["benchmark", 1],
    ["stress", 0.7],
  ] as const) {
    const run = { kind, title: `Sorting as ${kind}`, minutesAgo: 10 - numbers.length };
    const sent = await sendSorting(request, token, run, seconds);
    numbers.push((await sent.json()).number);
  }
  const page = await as("executive");
  await page.goto(`/test-runs/compare?runs=${numbers.join(",")}`);
  const verdict = page.getByRole("region", { name: "Verdict" });
  await expect(verdict).toContainText("test kind was benchmark before and stress after");
  await page.getByLabel("Compare all the same, because").fill("Both ran the same command.");
  await page.getByRole("button", { name: "Compare all the same" }).click();
  await expect(
    page.getByText("Compared although conditions differ: Both ran the same command."),
  ).toBeVisible();
  await expect(verdict).not.toContainText("Not comparable");
  await page.getByRole("link", { name: "time.p50" }).click();
  await expect(page.getByLabel("Compare all the same, because")).toHaveValue("Both ran the same command.");
});

test("the verdict of a series stands beside what its metric does by itself, day by day, and what the watch saw", async ({
  as,
}) => {
  const page = await as("executive");
  await page.goto("/changes?q=Redis");
  await page.getByRole("link", { name: "Cache royalty rates in Redis" }).click();
  const verdict = page.getByRole("region", { name: "Verdict" });
  await expect(verdict).toContainText(/A change this large appeared on 0 of \d+ ordinary days\./);
  const figure = page.getByRole("figure").filter({ hasText: "Nothing like it happened on an ordinary day" });
  await figure.getByText("Show as table").click();
  const days = figure.getByRole("row");
  await expect(days.nth(1)).toContainText("This change");
  await expect(days.nth(2).getByRole("rowheader")).toHaveText(/^\d{1,2}\s\w{3}\s20\d\d$/);
  await expect(page.getByRole("table", { name: "Checks of the gain" })).toContainText("Holding");
});

/** Sends a test run of ten sorts that took about as many seconds each. */
function sendSorting(
  request: APIRequestContext,
  token: string,
  { kind, title, minutesAgo }: { kind: string; title: string; minutesAgo: number },
  seconds: number,
) {
  const times = Array.from({ length: 10 }, (_, index) => seconds * (1 + ((index * 7) % 10) / 500));
  const text = JSON.stringify({
    results: [{ command: "sort", mean: seconds, stddev: 0.01, median: seconds, times }],
  });
  return request.post("/api/v1/test-runs", {
    headers: { authorization: `Bearer ${token}` },
    multipart: {
      ...{ kind, system: "user-portal", title },
      ranAt: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
      file: { name: `${title}.json`, mimeType: "application/json", buffer: Buffer.from(text) },
    },
  });
}
