import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type APIRequestContext, request as newRequests, type Page } from "@playwright/test";
import { compareFiles } from "#lib/core/evidence/compare-files.ts";
import { formats } from "#lib/core/formats/registry.ts";
import { bearer } from "./api.ts";
import { tokenOf } from "./command-line.ts";
import { accountOf, expect, test } from "./signed-in.ts";

const pack = join(process.env.PORTAL_SHARED ?? "../shared", "data", "pack");
const hasPack = existsSync(pack);

type Files = { format: string; before: string[]; after: string[] };
type Case = { id: string; truth: string; formats?: Files[]; beforeFiles: string[]; afterFiles: string[] };

const cases: Case[] = hasPack ? JSON.parse(readFileSync(join(pack, "truth.json"), "utf8")) : [];

// A case of the pack, the way it was saved, what it is recognised as, and the quantity to read.
const walks: [kase: string, saved: string, format: string, quantity: string][] = [
  ["s-pg-01", "txt", "pgbench", "latency.mean"],
  ["s-pg-01-log", "log", "pgbench-log", "latency.mean"],
  ["s-pg-12-agg", "agg.log", "pgbench-aggregate", "latency.mean"],
  ["s-pg-01-pgss", "pgss.csv", "pg_stat_statements", "query.mean"],
  ["s-hey-01", "csv", "hey-csv", "latency.mean"],
  ["s-hey-01", "txt", "hey", "latency.mean"],
  ["s-wrk-01", "txt", "wrk", "latency.mean"],
  ["s-ab-01", "txt", "ab", "latency.mean"],
  ["s-ab-01", "csv", "ab-percentiles", "latency.p50"],
  ["s-ab-01", "tsv", "ab-gnuplot", "latency.mean"],
  ["s-ac-01", "json", "autocannon", "latency.mean"],
  ["s-art-01", "json", "artillery-json", "latency.mean"],
  ["s-jm-01", "jtl", "jmeter-csv", "latency.mean"],
  ["s-jm-05", "xml", "jmeter-xml", "latency.mean"],
  ["s-lh-01", "json", "lighthouse", "largest-contentful-paint"],
  ["s-siege-01", "json", "siege", "throughput"],
  ["s-veg-01", "json", "vegeta-json", "latency.mean"],
  ["s-veg-01", "csv", "vegeta-csv", "latency.mean"],
  ["s-veg-01", "txt", "vegeta", "latency.mean"],
  ["s-up-04", "csv", "probe-log", "availability"],
];

test.describe("every tool's files through the browser", () => {
  test.skip(!hasPack, "needs the measurements of ../shared/data/pack, which are not here");
  let requests: APIRequestContext;
  let headers: Record<string, string>;

  test.beforeAll(async ({ baseURL }) => {
    requests = await newRequests.newContext({ baseURL });
    headers = bearer(await tokenOf(accountOf("lead").email));
  });
  test.afterAll(() => requests.dispose());

  async function evidencePage(page: Page, title: string): Promise<number> {
    const made = await requests.post("/api/v1/changes", {
      headers,
      data: {
        title,
        area: "code",
        system: "course-platform",
        appliedAt: "2023-08-20T08:00:00Z",
        status: "applied",
      },
    });
    const { number } = await made.json();
    await page.goto(`/changes/${number}/evidence`);
    return number;
  }

  for (const [kase, saved, format, quantity] of walks) {
    test(`${format}: ${quantity} of ${kase}`, async ({ as }) => {
      const files = filesOf(kase, saved);
      const [verdict] = compareFiles({
        ...{ before: files.before.map(named), after: files.after.map(named) },
        metric: quantity,
      });
      expect(verdict).toBeDefined();
      const page = await as("lead");
      await evidencePage(page, `${kase} as ${saved}`);
      await page.getByLabel(/choose files/).setInputFiles([...files.before, ...files.after]);
      const recognised = page.getByText(new RegExp(`, ${format}$`));
      await expect(recognised).toHaveCount(files.before.length + files.after.length);
      await page.getByRole("radio", { name: new RegExp(`^${quantity.replaceAll(".", "\\.")}\\b`) }).check();
      await expect(page.getByText(verdict?.sentence ?? "none", { exact: true })).toBeVisible();
      await page.getByRole("button", { name: "Add evidence" }).click();
      const region = page.getByRole("region", { name: "Verdict" });
      await expect(region).toContainText(shown(verdict?.outcome ?? "", verdict?.reason ?? null));
      const truth = cases.find(({ id }) => id === kase)?.truth;
      if (truth !== "REGRESSED") await expect(region).not.toContainText("Regressed");
      if (truth !== "IMPROVED") await expect(region).not.toContainText("Improved");
    });
  }

  test("two windows of a series are compared once it is said which is better", async ({ as }) => {
    const page = await as("lead");
    await evidencePage(page, "The 95th percentile as Prometheus saw it");
    const windows = ["before", "after"].map((side) =>
      join(pack, "prometheus", "s-prom-checkout", `p95.${side}.json`),
    );
    await page.getByLabel(/choose files/).setInputFiles(windows);
    await expect(page.getByText(/, prometheus$/)).toHaveCount(2);
    await page.getByRole("group", { name: "Which is better?" }).getByRole("radio", { name: "Lower" }).check();
    await page.getByRole("button", { name: "Add evidence" }).click();
    await expect(page.getByRole("region", { name: "Verdict" })).toContainText("Improved");
    await page.getByRole("link", { name: "How was this computed?" }).click();
    await expect(page.getByText("the same verdict, byte for byte")).toBeVisible();
  });

  test("two results of one file are chosen by their number", async ({ as }) => {
    const page = await as("lead");
    await evidencePage(page, "Both commands in one file");
    const file = filesOf("s-hf-01", "json").before[0] ?? "";
    await page.getByLabel(/choose files/).setInputFiles([file]);
    await page.getByLabel(/choose files/).setInputFiles([file]);
    await expect(page.getByText(/holds 2 results/).first()).toBeVisible();
    await page.getByLabel("Which result of a before file").fill("0");
    await page.getByLabel("Which result of an after file").fill("1");
    await page.getByRole("radio", { name: /^time\.mean/ }).check();
    await page.getByRole("button", { name: "Add evidence" }).click();
    await expect(page.getByRole("region", { name: "Verdict" })).toContainText("Improved");
  });

  test("unlike conditions are not compared, unless somebody says why, and then it is printed", async ({
    as,
  }) => {
    const page = await as("lead");
    const number = await evidencePage(page, "Twelve clients after, two before");
    const files = filesOf("s-hey-07", "csv");
    await page.getByLabel(/choose files/).setInputFiles([...files.before, ...files.after]);
    await page.getByRole("radio", { name: /^latency\.mean/ }).check();
    await expect(page.getByText(/^Not comparable: concurrency/).first()).toBeVisible();
    await page.getByLabel("Compare all the same, because").fill("The load is what was changed");
    await expect(page.getByText(/^Not comparable/)).toHaveCount(0);
    await page.getByRole("button", { name: "Add evidence" }).click();
    await expect(page.getByRole("region", { name: "Verdict" })).toBeVisible();
    await page.goto(`/changes/${number}`);
    await expect(page.getByText(/The load is what was changed/).first()).toBeVisible();
  });
});

test("every format that is read is walked through here, or needs a tool that the pack has no file of", () => {
  const walked = walks.map(([, , format]) => format);
  const elsewhere = [
    // Plain numbers: the journeys and the bad input. Windows of a series: the journey of a metric.
    ...[
      "csv",
      "json",
      "time-value",
      "prometheus",
      "probe-log",
      "openmetrics",
      "hyperfine-json",
      "hyperfine-csv",
    ],
    // Not in the pack: tested beside the format, from our own files or, where the tool cannot be had, synthetic ones.
    ...[
      "k6-summary",
      "k6-ndjson",
      "k6-csv",
      "locust-stats",
      "locust-history",
      "locust-json",
      "jmh",
      "jmh-csv",
      "jmh-text",
      "pytest-benchmark",
      "bmf",
    ],
    // Other ways of the same tools, tested beside the format.
    ...["autocannon-text", "artillery", "vegeta-hist", "vegeta-hdr", "vegeta-ndjson", "lhci-manifest"],
  ];
  const missing = formats.map(({ name }) => name).filter((name) => ![...walked, ...elsewhere].includes(name));
  expect(missing).toEqual([]);
});

function filesOf(id: string, saved: string): { before: string[]; after: string[] } {
  const found = cases.find((one) => one.id === id);
  const files = found?.formats?.find(({ format }) => format === saved) ?? {
    before: found?.beforeFiles ?? [],
    after: found?.afterFiles ?? [],
  };
  return {
    before: files.before.map((file) => join(pack, file)),
    after: files.after.map((file) => join(pack, file)),
  };
}

function named(path: string) {
  return { name: basename(path), text: readFileSync(path, "utf8"), sha256: path };
}

function shown(outcome: string, reason: string | null): string {
  if (reason === "summary-only") return "Reported";
  return outcome.charAt(0).toUpperCase() + outcome.slice(1);
}
