import { defineConfig } from "vitest/config";

/** Two projects: `unit` is pure and quick, `db` runs against a real PostgreSQL. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          root: new URL("../..", import.meta.url).pathname,
          include: [
            "lib/**/*.test.ts",
            "components/**/*.test.{ts,tsx}",
            "app/**/*.test.ts",
            "prisma/**/*.test.ts",
          ],
          exclude: ["**/*.db.test.ts", "**/node_modules/**"],
          environment: "node",
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "db",
          root: new URL("../..", import.meta.url).pathname,
          include: ["lib/**/*.db.test.ts", "prisma/**/*.db.test.ts"],
          environment: "node",
          testTimeout: 60_000,
          hookTimeout: 120_000,
          globalSetup: ["lib/testing/database.ts"],
          fileParallelism: false,
        },
      },
    ],
  },
});
