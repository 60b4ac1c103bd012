import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./signed-in.ts";

const name = "saypro-optimization-plan.txt";
const source = fileURLToPath(new URL(`../lib/plan/reading/examples/${name}`, import.meta.url));

test("a lead hands in the source document, mends it, confirms, and finds drafts in their areas", async ({
  as,
}) => {
  const page = await as("lead");
  await page.goto("/plan");
  await page.getByRole("link", { name: "Read a plan in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Read a plan in" })).toBeVisible();
  await page.getByLabel("choose a file").setInputFiles({
    name: "plan.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7\n"),
  });
  await expect(
    page.getByText(/plan\.pdf is a PDF\. A plan is read from text, Markdown or DOCX/),
  ).toBeVisible();
  await page.getByLabel("choose a file").setInputFiles(source);
  await expect(
    page.getByText(/32 changes and 4 claims of what they brought\. 2 lines were not understood\./),
  ).toBeVisible();

  const indexing = page.getByRole("region", { name: "Database, Indexing" });
  await expect(indexing.getByRole("checkbox")).toHaveCount(2);
  await expect(page.getByText("Leave a Reply")).toBeVisible();
  await expect(page.getByText(/Increased system uptime from 99\.5% to 99\.9%/)).toBeVisible();
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  }

  await expect(page.getByRole("button", { name: /^Record \d+ drafts: choose a system$/ })).toBeVisible();
  await page.getByLabel("Which system are they of?").selectOption({ label: "User portal" });
  await indexing.getByRole("checkbox", { name: /Created composite indexes/ }).uncheck();
  await indexing.getByRole("button", { name: /^Edit Reindexed/ }).click();
  await indexing.getByLabel("Title").fill("Reindexed the slow tables");
  await indexing.getByLabel("Applied on").fill("31 Feb 2026");
  await page.getByRole("button", { name: /^Record \d+ drafts$/ }).click();
  await expect(page.getByRole("alert").getByText("Line 28: Give a day like 12 Nov 2026.")).toBeVisible();
  await indexing.getByLabel("Applied on").fill("28 Feb 2026");
  await page.getByRole("button", { name: /^Record \d+ drafts$/ }).click();
  await page.waitForURL(/\/changes\?status=draft/);
  await expect(page.getByText(/^\d+ drafts recorded from saypro-optimization-plan\.txt\./)).toBeVisible();

  await page.goto("/changes?status=draft&area=database&practice=indexing");
  await page.getByRole("link", { name: "Reindexed the slow tables" }).click();
  await expect(page.getByText(`Read from ${name}, line 28, sha256`)).toBeVisible();
  await page.goto("/changes?status=draft&area=infrastructure&practice=load-balancing");
  await expect(page.getByRole("link", { name: /Implemented load balancing across servers/ })).toBeVisible();

  // Handed in again, what is recorded is named and left out.
  await page.goto("/plan/read");
  await page.getByLabel("choose a file").setInputFiles(source);
  const again = page.getByRole("checkbox", { name: /Implemented load balancing across servers/ });
  await expect(again).not.toBeChecked();
  await expect(page.getByText(/Recorded already as C-\d+/).first()).toBeVisible();
});

test("who may not record changes is told so", async ({ as }) => {
  const page = await as("member");
  await page.goto("/plan");
  await expect(page.getByRole("link", { name: "Read a plan in" })).toHaveCount(0);
  expect((await page.goto("/plan/read"))?.status()).toBe(403);
});
