import { defineConfig } from "@playwright/test";
import { browserOptions } from "#lib/testing/browser.ts";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  globalSetup: "./portal.ts",
  outputDir: "../test-results/e2e",
  reporter: [["list"], ["json", { outputFile: "../test-results/e2e.json" }]],
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    browserName: "chromium",
    launchOptions: await browserOptions(),
    locale: "en-GB",
    trace: "retain-on-failure",
  },
});
