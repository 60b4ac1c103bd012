import { rm } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/server/embedded-postgres.ts";
import { setEnvironment } from "#lib/server/env.ts";
import { migrate } from "#lib/server/migrate.ts";
import { newFolder } from "#lib/testing/new-folder.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated database that nothing writes to; each test file works on a copy. */
    templateUrl: string;
  }
}

/** One throw-away PostgreSQL for all database tests of a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // The test runner writes its own meaning into BASE_URL.
  setEnvironment({ BASE_URL: "http://127.0.0.1:3000" });
  const folder = await newFolder("test");
  const postgres: EmbeddedPostgres = await startEmbeddedPostgres(folder);
  await migrate(postgres.url);
  project.provide("templateUrl", postgres.url);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
