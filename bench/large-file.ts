import { execFileSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { k6Points } from "#bench/k6-points.ts";
import { decimal, textTable } from "#bench/text-table.ts";
import { newFolder } from "#lib/testing/new-folder.ts";

const sizes = [20, 100, 500];

/** JSON lines of 20, 100 and 500 MB on the command line: the time, and the most memory that the process ever had. */
export async function benchLargeFiles(): Promise<void> {
  const folder = await newFolder("bench-files");
  try {
    const rows = sizes.map((megabytes) => {
      const path = join(folder, `${megabytes}.json`);
      write(path, megabytes * 1e6);
      const { seconds, peak, values } = read(path);
      rmSync(path);
      return [String(megabytes), String(values), decimal(megabytes / seconds), decimal(peak)];
    });
    console.log(`\n${textTable(["MB of JSON lines", "values", "MB/s", "most memory, MB"], rows)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(path: string, bytes: number): void {
  const block = k6Points();
  const file = openSync(path, "w");
  for (let written = 0; written < bytes; ) written += writeSync(file, block);
  closeSync(file);
}

/** In a process of its own, with a heap of 48 MB: as `portal inspect` reads it. */
function read(path: string): { seconds: number; peak: number; values: number } {
  const reader = new URL("../lib/cli/named-files.ts", import.meta.url).href;
  const script = `
    const { namedFile } = await import(${JSON.stringify(reader)});
    const begun = performance.now();
    const { parsed } = await namedFile(${JSON.stringify(path)}, "points.json", undefined, 0);
    const seconds = (performance.now() - begun) / 1000;
    const values = parsed.runs[0].quantities[0].n;
    console.log(JSON.stringify({ seconds, values, peak: process.resourceUsage().maxRSS / 1024 }));`;
  const options = ["--max-old-space-size=48", "--disable-warning=ExperimentalWarning", "--input-type=module"];
  return JSON.parse(execFileSync(process.execPath, [...options, "-e", script], { encoding: "utf8" }));
}
