import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { architectureFaults, impureComputations, type SourceFile } from "#lib/testing/architecture.ts";

const ours = /^(app|components|lib|prisma|e2e|bench)\/.*\.(tsx?|js)$/;

function sources(): SourceFile[] {
  const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    encoding: "utf8",
  });
  return tracked
    .split("\n")
    .filter((path) => ours.test(path) && !path.startsWith("prisma/migrations/"))
    .flatMap((path) => {
      try {
        return [{ path, text: readFileSync(path, "utf8") }];
      } catch {
        return [];
      }
    });
}

describe("the house", () => {
  const files = sources();
  test("is not empty", () => expect(files.length).toBeGreaterThan(100));
  test("keeps its rooms, names, lengths and directions", () => {
    const ignored = [
      "node_modules",
      "test-results",
      "playwright-report",
      "next-env.d.ts",
      "tsconfig.tsbuildinfo",
    ];
    const top = readdirSync(".").filter((name) => !ignored.includes(name));
    expect(architectureFaults(files, top)).toEqual([]);
  });
  test("keeps computations beside the verbs pure", () => {
    expect(impureComputations(files.filter((file) => !/\/commands\//.test(file.path)))).toEqual([]);
  });
});

describe("a planted violation is found", () => {
  const faultsOf = (path: string, text: string, others: SourceFile[] = []) =>
    architectureFaults([{ path, text }, ...others], []);
  const importing = (target: string) => `import { x } from "#${target}";\n`;

  test.each([
    ["a room at the top", () => architectureFaults([], ["services"]), /top level is fixed/],
    ["a junk drawer", () => faultsOf("lib/core/utils.ts", ""), /name it for what it computes/],
    ["a name by taste", () => faultsOf("components/ui/BigButton.tsx", ""), /kebab-case/],
    ["an unknown room of lib", () => faultsOf("lib/stuff/x.ts", ""), /lib holds core/],
    ["a long file", () => faultsOf("lib/core/x.ts", "\n".repeat(500)), /500 lines/],
    [
      "the environment read elsewhere",
      () => faultsOf("lib/users/queries.ts", "process.env.X"),
      /only lib\/server\/env\.ts/,
    ],
    [
      "core reaching out",
      () => faultsOf("lib/core/x.ts", importing("lib/server/db.ts")),
      /pure and stands alone/,
    ],
    [
      "the server knowing a noun",
      () => faultsOf("lib/server/x.ts", importing("lib/changes/queries.ts")),
      /knows no noun/,
    ],
    [
      "a component reaching the server",
      () => faultsOf("components/ui/x.tsx", importing("lib/server/db.ts")),
      /never reach the server/,
    ],
    [
      "a component calling a query",
      () => faultsOf("components/ui/x.tsx", importing("lib/changes/queries.ts")),
      /components call actions/,
    ],
    [
      "an earlier noun knowing a later",
      () => faultsOf("lib/users/x.ts", importing("lib/plan/model.ts")),
      /users comes before plan/,
    ],
    [
      "somebody importing a page",
      () => faultsOf("lib/users/x.ts", importing("app/page.tsx")),
      /nobody imports from app/,
    ],
    [
      "Prisma's types in React",
      () => faultsOf("components/ui/x.tsx", importing("lib/server/generated/prisma/client.ts")),
      /never leave their noun/,
    ],
    [
      "a circle",
      () =>
        faultsOf("lib/core/a.ts", importing("lib/core/b.ts"), [
          { path: "lib/core/b.ts", text: importing("lib/core/a.ts") },
        ]),
      /in a circle/,
    ],
  ])("%s", (_name, faults, words) => {
    expect(faults().join("\n")).toMatch(words);
  });

  test("an impure computation", () => {
    const text = importing("lib/server/db.ts");
    expect(impureComputations([{ path: "lib/plan/headline.ts", text }]).join()).toMatch(/query or a command/);
  });
});
