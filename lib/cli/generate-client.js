// After an install: writes the database client from prisma/schema. Needs no network and no schema engine.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");
const { status } = spawnSync(process.execPath, [prisma, "generate", "--config", "prisma/prisma.config.ts"], {
  stdio: ["ignore", "ignore", "inherit"],
});
process.exit(status ?? 1);
