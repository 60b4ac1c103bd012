import { spawn } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { decimal, textTable } from "#bench/text-table.ts";
import { childEnvironment } from "#lib/server/env.ts";

/** A reading page carries at most this much more than an empty one. */
const allowedKilobytes = 25;

export type PageToLoad = { name: string; path: string; reading: boolean };

/** JavaScript that a browser fetches to show each page for the first time, gzipped, beside an empty Next page. */
export async function benchFirstLoad(url: string, cookie: string, pages: PageToLoad[]): Promise<void> {
  const empty = await emptyPageBytes();
  const rows = [["empty Next page", kilobytes(empty), "", "", ""]];
  for (const page of pages) {
    const response = await fetch(url + page.path, { headers: { Cookie: cookie }, redirect: "manual" });
    if (response.status !== 200) throw new Error(`${page.path} answered ${response.status}.`);
    const bytes = await sumOf(scriptsIn(await response.text()), async (path) => {
      const script = await fetch(url + path);
      if (!script.ok) throw new Error(`${path} answered ${script.status}.`);
      return new Uint8Array(await script.arrayBuffer());
    });
    const more = bytes - empty;
    const within = more <= allowedKilobytes * 1000 ? "yes" : "NO";
    rows.push([
      page.name,
      kilobytes(bytes),
      decimal(bytes / empty),
      kilobytes(more),
      page.reading ? within : "form",
    ]);
  }
  const head = [
    "first-load JavaScript",
    "kB gzip",
    "ratio",
    "more kB",
    `at most ${allowedKilobytes} kB more`,
  ];
  console.log(`\n${textTable(head, rows)}`);
}

/** Every script that the page names, in tags and in the data that React reads; not those for browsers without modules. */
function scriptsIn(html: string): string[] {
  const old = [...html.matchAll(/<script[^>]*noModule[^>]*>/gi)].map((tag) => tag[0]).join();
  const named = html.matchAll(/(?:\/_next\/)?static\/chunks\/[\w./%~()[\]-]+?\.js/g);
  const paths = [...named].map(([path]) => (path.startsWith("/") ? path : `/_next/${path}`));
  return [...new Set(paths)].filter((path) => !old.includes(path));
}

async function sumOf(paths: string[], read: (path: string) => Promise<Uint8Array>): Promise<number> {
  if (paths.length === 0) throw new Error("A page without any script was not expected.");
  const sizes = await Promise.all(paths.map(async (path) => gzipSync(await read(path)).byteLength));
  return sizes.reduce((sum, size) => sum + size, 0);
}

const layout = `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`;
const page = `export default function Page() {
  return <main>Empty</main>;
}
`;

/** Builds an application with one empty page, with the same Next, inside the project so that it is found. */
async function emptyPageBytes(): Promise<number> {
  const folder = fileURLToPath(new URL("../.data/bench-empty-page/", import.meta.url));
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "app"), { recursive: true });
  await writeFile(join(folder, "app", "layout.jsx"), layout);
  await writeFile(join(folder, "app", "page.jsx"), page);
  await writeFile(join(folder, "package.json"), '{ "type": "module", "private": true }\n');
  await writeFile(join(folder, "next.config.js"), "export default {};\n");
  try {
    await nextBuild(folder);
    const html = await readFile(join(folder, ".next", "server", "app", "index.html"), "utf8");
    return await sumOf(scriptsIn(html), (path) =>
      readFile(join(folder, ".next", path.replace("/_next/", "").split("?")[0] ?? "")),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function nextBuild(folder: string): Promise<void> {
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const child = spawn(process.execPath, [next, "build"], {
    cwd: folder,
    env: childEnvironment({ NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data: Buffer) => {
      output += data.toString();
    });
  }
  return new Promise((done, fail) => {
    child.once("exit", (code) => {
      if (code === 0) done();
      else fail(new Error(`The empty page could not be built: ${output}`));
    });
  });
}

function kilobytes(bytes: number): string {
  return decimal(bytes / 1000);
}
