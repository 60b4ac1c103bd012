import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

/**
 * Runs the checks one after another and adds their tests up. `check` is quick and needs no database; `all` is
 * everything. The last line is "N passed, N failed, N skipped"; skipped tests are named above it.
 */

type Counts = { passed: number; failed: number; skipped: string[] };
type Step = { name: string; command: string; args: string[]; report: string | null };

const reports = "test-results";
const bin = (name: string) => join("node_modules", ".bin", name);

function vitestStep(name: string, project: string): Step {
  const report = join(reports, `${project}.json`);
  const options = ["run", "--config", "lib/testing/vitest.config.ts", "--project", project];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return { name, command: bin("vitest"), args: [...options, ...reporters], report };
}

const quick: Step[] = [
  { name: "database client", command: "node", args: ["lib/cli/generate-client.js"], report: null },
  { name: "route types", command: bin("next"), args: ["typegen"], report: null },
  { name: "types", command: bin("tsc"), args: ["--noEmit", "--incremental", "false"], report: null },
  { name: "lint", command: bin("biome"), args: ["check", "."], report: null },
  vitestStep("unit tests", "unit"),
];

const thorough: Step[] = [
  vitestStep("database tests", "db"),
  {
    name: "browser tests",
    command: bin("playwright"),
    args: ["test", "--config", "e2e/playwright.config.ts"],
    report: join(reports, "e2e.json"),
  },
];

const steps = process.argv[2] === "all" ? [...quick, ...thorough] : quick;
await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });

const total: Counts = { passed: 0, failed: 0, skipped: [] };
for (const step of steps) {
  const startedAt = Date.now();
  process.stdout.write(`\n== ${step.name}\n`);
  const code = await run(step);
  const counts = await countsOf(step, code);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped.push(...counts.skipped);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`== ${step.name}: ${counts.failed > 0 ? "failed" : "passed"} in ${seconds} s\n`);
}
for (const name of total.skipped) process.stdout.write(`skipped: ${name}\n`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped\n`);
process.exitCode = total.failed > 0 ? 1 : 0;

function run(step: Step): Promise<number> {
  return new Promise((done) => {
    const child = spawn(step.command, step.args, {
      stdio: "inherit",
      env: {
        ...process.env,
        NEXT_TELEMETRY_DISABLED: "1",
        NODE_OPTIONS: "--disable-warning=ExperimentalWarning",
      },
    });
    child.once("error", () => done(1));
    child.once("exit", (code) => done(code ?? 1));
  });
}

/** A step without a report counts as one test. A runner that fails without a failed test counts as one failure. */
async function countsOf(step: Step, code: number): Promise<Counts> {
  if (!step.report) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] };
  const report = await readFile(step.report, "utf8").then(JSON.parse, () => null);
  const counts = report === null ? { passed: 0, failed: 0, skipped: [] } : readReport(report);
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

type VitestReport = { testResults: { assertionResults: { status: string; fullName: string }[] }[] };
type PlaywrightSuite = {
  title: string;
  suites?: PlaywrightSuite[];
  specs: { title: string; tests: { status: string }[] }[];
};
type PlaywrightReport = { suites: PlaywrightSuite[] };

function readReport(report: VitestReport | PlaywrightReport): Counts {
  const tests = "testResults" in report ? vitestTests(report) : report.suites.flatMap(playwrightTests);
  const is = (...statuses: string[]) => tests.filter((test) => statuses.includes(test.status));
  return {
    passed: is("passed", "expected", "flaky").length,
    failed: is("failed", "unexpected").length,
    skipped: is("skipped", "pending", "todo").map((test) => test.name),
  };
}

function vitestTests(report: VitestReport) {
  return report.testResults.flatMap((file) =>
    file.assertionResults.map(({ status, fullName }) => ({ status, name: fullName })),
  );
}

function playwrightTests(suite: PlaywrightSuite): { status: string; name: string }[] {
  const own = suite.specs.flatMap((spec) => spec.tests.map(({ status }) => ({ status, name: spec.title })));
  return [...own, ...(suite.suites ?? []).flatMap(playwrightTests)];
}
