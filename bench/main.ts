/**
 * `npm run bench`: each measurement beside its comparison, as a table. Nothing here passes or fails; tests assert
 * counts and plans, never times.
 */

import { rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { benchChangePoints } from "#bench/change-points.ts";
import { benchChangesList } from "#bench/changes-list.ts";
import { benchFeedback } from "#bench/feedback.ts";
import { benchFormats } from "#bench/formats.ts";
import { benchOverview } from "#bench/overview.ts";
import { benchPages } from "#bench/pages.ts";
import { benchReviews } from "#bench/review-page.ts";
import { benchRoadmap } from "#bench/roadmap.ts";
import { benchSamples } from "#bench/samples.ts";
import { benchVerdicts } from "#bench/verdicts.ts";
import { startEmbeddedPostgres } from "#lib/server/embedded-postgres.ts";
import { newFolder } from "#lib/testing/new-folder.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: "string", default: "10000,100000,1000000" },
    trials: { type: "string" },
  },
});

const parts: Record<string, () => Promise<void>> = {
  list,
  pages: benchPages,
  formats: benchFormats,
  changepoints,
  verdicts,
  samples,
  overview: () => onServer(benchOverview),
  reviews: () => onServer(benchReviews),
  roadmap,
  feedback: () => onServer(benchFeedback),
};
const chosen = positionals.length > 0 ? positionals : Object.keys(parts);
for (const name of chosen) {
  const part = parts[name];
  if (!part) {
    console.error(`There is no bench "${name}". Choose of: ${Object.keys(parts).join(", ")}.`);
    process.exit(2);
  }
  await part();
}

async function list(): Promise<void> {
  const sizes = values.rows.split(",").map(Number);
  if (sizes.some((size) => !Number.isInteger(size) || size < 10_000)) {
    console.error("--rows takes whole numbers from 10000 up, with commas between them.");
    process.exit(2);
  }
  await onServer((url) => benchChangesList(url, sizes));
}

async function roadmap(): Promise<void> {
  await onServer(benchRoadmap);
}

async function samples(): Promise<void> {
  await onServer(benchSamples);
}

/** A PostgreSQL of the bench's own, gone afterwards. */
async function onServer(bench: (url: string) => Promise<void>): Promise<void> {
  const folder = await newFolder("bench");
  const server = await startEmbeddedPostgres(folder);
  try {
    await bench(server.url);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function changepoints(): Promise<void> {
  await benchChangePoints(trialsOr(2_000));
}

async function verdicts(): Promise<void> {
  await benchVerdicts(trialsOr(10_000));
}

function trialsOr(usual: number): number {
  const trials = values.trials === undefined ? usual : Number(values.trials);
  if (Number.isInteger(trials) && trials >= 10) return trials;
  console.error("--trials takes a whole number from 10 up.");
  process.exit(2);
}
