import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reviewCommand } from "#lib/cli/review.ts";
import type { ReviewContent } from "#lib/reviews/review-content.ts";
import { sealOf } from "#lib/reviews/snapshot.ts";
import { newFolder } from "#lib/testing/new-folder.ts";

const seal = sealOf({
  content: { format: "optimization-portal/review/1", quarter: "2026-Q1", version: 1 } as ReviewContent,
  signatures: [],
  audit: { position: 1 },
  sealedAt: "2026-04-05T00:00:00.000Z",
});

async function run(args: string[], json = seal.json) {
  const folder = await newFolder("review-verify");
  const file = join(folder, "snapshot.json");
  await writeFile(file, json);
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    stdout: (line: string) => void out.push(line),
    stderr: (line: string) => void err.push(line),
    stdin: async () => "",
  };
  try {
    const given = args.map((arg) => (arg === "FILE" ? file : arg));
    const code = await reviewCommand(given, io);
    return { code, out: out.join(""), err: err.join("").trim() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test("a downloaded snapshot is held against the hash that was told, without a database", async () => {
  const whole = await run(["verify", "--file", "FILE", "--sha256", seal.sha256]);
  expect(whole).toMatchObject({ code: 0, err: "" });
  expect(whole.out).toContain(`sha256 ${seal.sha256}`);
  const other = await run(["verify", "--file", "FILE", "--sha256", "0".repeat(64)]);
  expect(other).toMatchObject({ code: 1, err: "The seal is broken: 1 of 3 checks do not hold." });
  const edited = await run(
    ["verify", "--file", "FILE", "--sha256", seal.sha256],
    seal.json.replace("2026-Q1", "2026-Q2"),
  );
  expect(edited.code).toBe(1);
  expect(edited.out).toContain("DOES NOT HOLD");
});

test("wrong usage says what is missing", async () => {
  expect((await run(["sign"])).code).toBe(2);
  expect((await run(["verify"])).code).toBe(2);
  expect((await run(["verify", "--file", "FILE"])).err).toContain("--sha256");
});
