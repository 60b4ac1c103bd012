import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "./signed-in.ts";

const run = promisify(execFile);

test.describe("the example on a real database", () => {
  test.setTimeout(300_000);

  test("calls a real index an improvement, and the same thing measured twice not", async () => {
    const size = ["--once", "--rows", "50000", "--runs", "5", "--seconds", "0.2"];
    const { stdout } = await run(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", "lib/cli/portal.js", "example", ...size],
      { env: { ...process.env, LOG_LEVEL: "error" } },
    );
    const verdicts = stdout.match(
      /^(IMPROVED|REGRESSED|UNCHANGED|INCONCLUSIVE): .+\n {2}http:\S+\/changes\/\d+$/gm,
    );
    expect(verdicts, stdout).toHaveLength(2);
    expect(verdicts?.[0]).toMatch(/^IMPROVED: .* fell by .* measured in 5 runs before and 5 after\./);
    expect(verdicts?.[1]).not.toMatch(/^IMPROVED/);
  });
});
