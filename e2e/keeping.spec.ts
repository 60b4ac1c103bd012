import { execFile, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { newFolder } from "#lib/testing/new-folder.ts";
import { freePort } from "./portal.ts";
import { expect, test } from "./signed-in.ts";

test("an admin verifies the audit log, finds what was done, and takes it away", async ({ as }) => {
  const page = await as("admin");
  await page.goto("/settings");
  await page.getByRole("link", { name: "Audit log" }).click();
  await page.getByRole("button", { name: "Verify the log" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The audit log is whole" })).toBeVisible();
  const head = await page.getByText(/^[0-9a-f]{64}:\d+$/).textContent();
  await page.getByLabel("A head that you kept").fill(head ?? "");
  await page.getByRole("button", { name: "Verify the log" }).click();
  await expect(page.getByText("The audit log is whole")).toBeVisible();
  await page.getByLabel("A head that you kept").fill("ab".repeat(32));
  await page.getByRole("button", { name: "Verify the log" }).click();
  await expect(page.getByText("The audit log is damaged: removed")).toBeVisible();
  await page.getByLabel("A head that you kept").fill("abc");
  await page.getByRole("button", { name: "Verify the log" }).click();
  await expect(page.getByText(/64 hexadecimal digits/)).toBeVisible();

  const table = page.getByRole("table", { name: "Audit log" });
  await page.getByRole("button", { name: "Action" }).click();
  await page.getByRole("menuitem", { name: "review.sign" }).click();
  await expect(page).toHaveURL(/action=review\.sign/);
  await expect(table.getByRole("rowheader").first()).toContainText("review.sign");
  await expect(table.getByRole("rowheader").filter({ hasNotText: "review.sign" })).toHaveCount(0);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export as JSON lines" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^audit-\d{4}-\d{2}-\d{2}\.tar\.gz$/);
  await page.goto("/settings/audit?action=audit.export");
  await expect(table.getByRole("rowheader").first()).toContainText("audit.export");
  await page.goto("/settings/audit?q=nobody");
  await expect(page.getByText("Give an e-mail, the id of an account, or portal.")).toBeVisible();
});

test.describe("a portal of one's own", () => {
  test.setTimeout(300_000);

  test("is backed up while it runs and restored when it does not", async () => {
    const folder = await newFolder("e2e");
    const file = join(folder, "portal.gz");
    const port = await freePort();
    const variables = {
      ...process.env,
      PORT: String(port),
      DATA_DIR: join(folder, "data"),
      LOG_LEVEL: "error",
    };
    const portal = async (...args: string[]) => {
      const command = ["--disable-warning=ExperimentalWarning", "lib/cli/portal.js", ...args];
      const run = promisify(execFile)(process.execPath, command, { env: variables });
      return run.then(
        ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
        ({ code, stdout, stderr }) => ({ status: code, stdout, stderr }),
      );
    };
    const person = (email: string) =>
      portal("user", "create", "--email", email, "--name", "Ann", "--role", "admin");
    const supervisor = spawn(process.execPath, ["lib/cli/portal.js", "start"], {
      env: variables,
      stdio: "ignore",
    });
    const gone = new Promise((done) => supervisor.once("exit", done));
    try {
      await untilHealthy(port);
      expect((await person("ann@example.org")).status).toBe(0);
      const backup = await portal("backup", file);
      expect(backup).toMatchObject({ status: 0, stdout: expect.stringContaining(`${file}: `) });
      expect(await portal("restore", file, "--replace")).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(/^A portal \(process \d+\) is running on /),
      });
      expect((await person("ben@example.org")).status).toBe(0);
      supervisor.kill("SIGTERM");
      await gone;
      expect(await portal("restore", file)).toMatchObject({
        status: 1,
        stderr:
          "The database is not empty: it holds 2 accounts. With --replace all of it is destroyed and the backup put in its place.\n",
      });
      expect(await portal("restore", file, "--replace")).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/^Restored as of .*\n.*The audit log is whole: \d+ rows/s),
      });
      expect(await portal("audit", "verify")).toMatchObject({ status: 0 });
      const head = /(\w{64}:\d+)/.exec(backup.stdout)?.[1] ?? "";
      expect(await portal("audit", "verify", "--expect", head)).toMatchObject({ status: 0 });
      expect((await person("ben@example.org")).status).toBe(0);
      expect((await person("ann@example.org")).status).toBe(1);
    } finally {
      supervisor.kill("SIGTERM");
      await gone;
      await rm(folder, { recursive: true, force: true });
    }
  });
});

async function untilHealthy(port: number): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
    if (answer?.ok) return;
    await sleep(250);
  }
}
