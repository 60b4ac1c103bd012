/**
 * The rules of the house, as a pure function of the tree: paths and contents in, faults out. A fault says where the
 * code should go. There is no list of exceptions.
 */

export type SourceFile = { path: string; text: string };

export function architectureFaults(files: SourceFile[], topLevel: string[]): string[] {
  return [
    ...topLevel.flatMap(topLevelFaults),
    ...files.flatMap((file) => [
      ...nameFaults(file),
      ...lengthFaults(file),
      ...environmentFaults(file),
      ...importFaults(file),
    ]),
    ...cycleFaults(files),
  ];
}

const allowedAtTop = [
  ...["app", "components", "lib", "prisma", "public", "e2e", "bench"],
  ...[
    "next.config.js",
    "package.json",
    "tsconfig.json",
    "package-lock.json",
    "biome.json",
    "proxy.ts",
    "instrumentation.ts",
  ],
  ...[
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE",
    "Dockerfile",
    "compose.yaml",
  ],
];

function topLevelFaults(name: string): string[] {
  if (name.startsWith(".") || allowedAtTop.includes(name)) return [];
  return [`${name}: the top level is fixed. Put it into app, components, lib, prisma, public or e2e.`];
}

/** Each noun imports only those before it. */
const nouns = ["users", "systems", "metrics", "changes", "alerts", "feedback", "roadmap", "reviews", "plan"];
const shelves = ["core", "server", "cli", "testing"];
const nounFiles = ["model", "schema", "access", "queries", "commands", "actions", "api", "jobs"];
const forbiddenNames = [
  "index",
  "utils",
  "util",
  "helpers",
  "helper",
  "types",
  "constants",
  "common",
  "misc",
  "service",
  "manager",
  "data",
];

function nameFaults({ path }: SourceFile): string[] {
  const faults: string[] = [];
  const name = path.split("/").at(-1) ?? "";
  const bare = name.replace(/\.(db\.test|test|spec|config|d)?\.?(tsx?|js)$/, "");
  if (forbiddenNames.includes(bare)) faults.push(`${path}: name it for what it computes, not "${bare}".`);
  const kebab = /^(\[{0,2}(\.\.\.)?[a-z0-9-]+\]{0,2}|\([a-z-]+\))$/;
  for (const part of [...path.split("/").slice(0, -1), bare]) {
    if (!kebab.test(part)) faults.push(`${path}: "${part}" is not in kebab-case.`);
  }
  const room = path.startsWith("lib/") ? (path.split("/")[1] ?? "") : "";
  if (room && !nouns.includes(room) && !shelves.includes(room)) {
    faults.push(`${path}: lib holds core, server, cli, testing and the nouns ${nouns.join(", ")}.`);
  }
  return faults;
}

const longestFile = 400;

function lengthFaults({ path, text }: SourceFile): string[] {
  const lines = text.split("\n").length - 1;
  return lines > longestFile
    ? [`${path}: ${lines} lines. A second reason lives in it: give that a file of its own.`]
    : [];
}

function environmentFaults({ path, text }: SourceFile): string[] {
  if (!path.startsWith("lib/") && !path.startsWith("app/") && !path.startsWith("components/")) return [];
  if (path === "lib/server/env.ts" || path.startsWith("lib/testing/") || isTest(path)) return [];
  return /process\.env\b/.test(text)
    ? [`${path}: only lib/server/env.ts reads process.env. Add the value there.`]
    : [];
}

function isTest(path: string): boolean {
  return /\.(test|spec)\.tsx?$/.test(path);
}

type Room = { shelf: string; noun: string | null; file: string };

function roomOf(path: string): Room {
  const [top = "", second = "", third = ""] = path.split("/");
  if (top !== "lib") return { shelf: top, noun: null, file: path };
  return nouns.includes(second)
    ? { shelf: "noun", noun: second, file: third.replace(/\.tsx?$/, "") }
    : { shelf: second, noun: null, file: path };
}

function importsOf({ path, text }: SourceFile): { target: string; typeOnly: boolean }[] {
  const found = text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+"([^"]+)"|import\("([^"]+)"\)/gm);
  return [...found].flatMap(([, type, from, dynamic]) => {
    const target = resolved(path, from ?? dynamic ?? "");
    return target ? [{ target, typeOnly: Boolean(type) }] : [];
  });
}

function resolved(path: string, from: string): string | null {
  if (from.startsWith("#")) return from.slice(1);
  if (!from.startsWith(".")) return null;
  const parts = path.split("/").slice(0, -1);
  for (const part of from.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

function importFaults(file: SourceFile): string[] {
  if (
    isTest(file.path) ||
    file.path.startsWith("lib/testing/") ||
    file.path.startsWith("e2e/") ||
    file.path.startsWith("bench/")
  )
    return [];
  const here = roomOf(file.path);
  return importsOf(file).flatMap(({ target, typeOnly }) => {
    const why = forbiddenImport(here, roomOf(target), file, target, typeOnly);
    return why ? [`${file.path} imports ${target}: ${why}`] : [];
  });
}

function forbiddenImport(
  here: Room,
  there: Room,
  file: SourceFile,
  target: string,
  typeOnly: boolean,
): string | null {
  if (target.startsWith("lib/server/generated/")) {
    return ["server", "noun"].includes(here.shelf)
      ? null
      : "Prisma types never leave their noun. Return a plain object.";
  }
  if (there.shelf === "app" && here.shelf !== "app")
    return "nobody imports from app. Move what is shared to components or lib.";
  if (there.shelf === "testing") return "tests' own tools stay in tests.";
  if (here.shelf === "core" && there.shelf !== "core")
    return "lib/core is pure and stands alone. Pass the value in.";
  if (here.shelf === "server" && there.shelf === "noun" && !nounsDoor(file.path, there))
    return "lib/server knows no noun, but for the router's api.ts. Pass it in, or move it to the noun.";
  if (here.shelf === "server" && ["components", "cli"].includes(there.shelf))
    return "lib/server is below. Turn it round.";
  if (here.shelf === "components") return componentFault(there, typeOnly);
  if (here.shelf === "noun") return nounFault(here, there);
  return null;
}

function nounsDoor(path: string, there: Room): boolean {
  return (
    (path === "lib/server/http/router.ts" && there.file === "api") ||
    (there.noun === "users" && path.startsWith("lib/server/auth/"))
  );
}

function componentFault(there: Room, typeOnly: boolean): string | null {
  if (typeOnly && there.file === "lib/server/http/router.ts") return null;
  if (there.shelf === "server" || there.shelf === "cli" || there.shelf === "prisma")
    return "components never reach the server. Let the page pass it as a prop.";
  if (there.shelf !== "noun" || typeOnly) return null;
  return ["queries", "commands", "api", "jobs"].includes(there.file)
    ? `components call actions; ${there.file} belongs to pages and doors.`
    : null;
}

function nounFault(here: Room, there: Room): string | null {
  if (there.shelf === "components" || there.shelf === "cli") return "nouns know no React and no terminal.";
  if (there.shelf !== "noun" || there.noun === here.noun)
    return here.file === "model" && there.shelf === "server" ? "model.ts is browser-safe." : null;
  const later = nouns.indexOf(there.noun ?? "") > nouns.indexOf(here.noun ?? "");
  return later
    ? `${here.noun} comes before ${there.noun}. Send news through a job, or move the code to ${there.noun}.`
    : null;
}

function cycleFaults(files: SourceFile[]): string[] {
  const graph = new Map(
    files
      .filter((file) => !isTest(file.path))
      .map((file) => [
        file.path,
        importsOf(file)
          .filter(({ typeOnly }) => !typeOnly)
          .map(({ target }) => target),
      ]),
  );
  const done = new Set<string>();
  const faults: string[] = [];
  const visit = (path: string, trail: string[]) => {
    if (trail.includes(path)) {
      faults.push(
        `${[...trail.slice(trail.indexOf(path)), path].join(" → ")}: these import each other in a circle.`,
      );
      return;
    }
    if (done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return faults;
}

/** Files of a noun beside the closed list must be pure; they are known by touching nothing of lib/server. */
export function impureComputations(files: SourceFile[]): string[] {
  return files.flatMap((file) => {
    const room = roomOf(file.path);
    if (room.shelf !== "noun" || isTest(file.path) || nounFiles.includes(room.file)) return [];
    const reach = importsOf(file).find(
      ({ target, typeOnly }) => !typeOnly && target.startsWith("lib/server/"),
    );
    return reach
      ? [`${file.path} imports ${reach.target}: what touches the world is a query or a command.`]
      : [];
  });
}
