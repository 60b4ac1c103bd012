import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { plain, wordsOfDocx, wordsOfPdf } from "./documents.ts";
import { expect, test } from "./signed-in.ts";

const pack = join(process.env.PORTAL_SHARED ?? "../shared", "data", "pack", "pgbench");
const hasPack = existsSync(pack);

async function recordWithEvidence(page: import("@playwright/test").Page, title: string, kase: string) {
  await page.goto("/changes/new");
  await page.getByLabel("What was changed?").fill(title);
  await page.getByRole("radio", { name: "Database" }).check();
  await page.getByLabel("Practice", { exact: true }).selectOption({ label: "Indexing" });
  await page.getByLabel("System", { exact: true }).selectOption({ label: "User portal" });
  await page.getByRole("textbox", { name: "Day" }).fill("20 Nov 2026");
  await page.getByRole("textbox", { name: "Start time" }).fill("08:30");
  await page.getByRole("button", { name: "Record and add evidence" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Add evidence to C-\d+$/ })).toBeVisible();
  await page
    .getByLabel(/choose files/)
    .setInputFiles([join(pack, kase, "before-1.log"), join(pack, kase, "after-1.log")]);
  await expect(page.getByText("pgbench, pgbench-log")).toHaveCount(2);
  await page.getByRole("radio", { name: /latency\.mean/ }).check();
  await page.getByRole("button", { name: "Add evidence" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

test.describe("from a change to the plan", () => {
  test.skip(!hasPack, "needs the measurements of ../shared/data/pack, which are not here");
  test.describe.configure({ mode: "serial" });
  const title = `Composite index for the order list of a customer`;
  let effect = "";
  let number = "";

  test("a lead records a change, drops two result files and reads an honest verdict", async ({ as }) => {
    const page = await as("lead");
    await recordWithEvidence(page, title, "s-pg-01");
    const verdict = page.getByRole("region", { name: "Verdict" });
    await expect(verdict).toContainText("Improved");
    const sentence = (await verdict.textContent()) ?? "";
    effect = /\(([\d.,]+\sto\s[\d.,]+)\s%\)/.exec(sentence)?.[1] ?? "";
    expect(effect, sentence).not.toBe("");
    await expect(page.getByText(/One or two runs a side/).first()).toBeVisible();
    number = /\/changes\/(\d+)/.exec(page.url())?.[1] ?? "";
    await page.getByRole("link", { name: "How was this computed?" }).click();
    await expect(page.getByText("the same verdict, byte for byte")).toBeVisible();
  });

  test("two measurements of the same thing do not read improved", async ({ as }) => {
    const page = await as("lead");
    await recordWithEvidence(page, "Nothing but a restart", "s-pg-10");
    await expect(page.getByRole("region", { name: "Verdict" })).not.toContainText("Improved");
  });

  test("an executive finds it on the overview", async ({ as }) => {
    const page = await as("executive");
    await page.goto("/");
    await expect(
      page
        .getByRole("link", { name: new RegExp(`C-${number}$`) })
        .or(page.getByText(`C-${number}`))
        .first(),
    ).toBeVisible();
  });

  test("a reviewer exports the plan, and the same number stands in DOCX and PDF", async ({ as }) => {
    const page = await as("reviewer");
    await page.goto("/plan");
    const save = async (name: string) => {
      const waiting = page.waitForEvent("download");
      await page.getByRole("link", { name }).click();
      return readFile(await (await waiting).path());
    };
    const docx = await wordsOfDocx(await save("Export DOCX"));
    const pdf = await wordsOfPdf(await save("Export PDF"));
    expect(docx).toContain(plain(effect));
    expect(pdf).toContain(plain(effect));
    expect(docx).toContain(plain(title));
    expect(pdf).toContain(plain(title));
  });
});
