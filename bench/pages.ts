import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { benchFirstLoad, type PageToLoad } from "#bench/first-load.ts";
import { type RunningPortal, sampleAccount, signIn, startPortal } from "#bench/portal.ts";
import { decimal, textTable } from "#bench/text-table.ts";
import { freePort } from "#lib/server/embedded-postgres.ts";
import { newFolder } from "#lib/testing/new-folder.ts";

const build = fileURLToPath(new URL("../.next/", import.meta.url));

const pages: PageToLoad[] = [
  { name: "overview", path: "/", reading: true },
  { name: "changes", path: "/changes", reading: true },
  { name: "one change", path: "/changes/1", reading: true },
  { name: "systems", path: "/systems", reading: true },
  { name: "metrics", path: "/metrics", reading: true },
  { name: "one metric", path: "/metrics/platform.availability", reading: true },
  { name: "plan", path: "/plan", reading: true },
  { name: "feedback", path: "/feedback", reading: true },
  { name: "roadmap", path: "/roadmap", reading: true },
  { name: "reviews", path: "/reviews", reading: true },
  { name: "record a change", path: "/changes/new", reading: false },
  { name: "settings", path: "/settings", reading: false },
];

/** Start times, and the JavaScript of each page's first load beside an empty Next page. */
export async function benchPages(): Promise<void> {
  const folder = await newFolder("bench-pages");
  try {
    await rm(build, { recursive: true, force: true });
    const first = await startPortal(folder, await freePort(), ["--sample"]);
    try {
      await benchFirstLoad(first.url, await signIn(first.url, sampleAccount(first.output, "admin")), pages);
    } finally {
      await first.stop();
    }
    const later: RunningPortal = await startPortal(folder, await freePort(), []);
    await later.stop();
    const rows = [
      ["first start: build, new database, sample plan", seconds(first), "120"],
      ["later start", seconds(later), "5"],
    ];
    console.log(`\n${textTable(["start until ready", "s", "at most s"], rows)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function seconds({ milliseconds }: RunningPortal): string {
  return decimal(milliseconds / 1000);
}
