import { defineConfig } from "prisma/config";

// Generating the client needs no schema engine; without this line Prisma would want to download one.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "schema",
  migrations: { path: "migrations" },
});
