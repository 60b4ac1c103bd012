import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// The test runner writes its own meaning into BASE_URL.
const env = { BASE_URL: "http://127.0.0.1:3000" };

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Two projects: `unit` is pure and quick, `db` runs against a real PostgreSQL. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          root,
          include: [
            "lib/**/*.test.ts",
            "components/**/*.test.{ts,tsx}",
            "app/**/*.test.ts",
            "prisma/**/*.test.ts",
          ],
          exclude: ["**/*.db.test.ts", "**/node_modules/**"],
          environment: "node",
          env,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "db",
          root,
          include: ["lib/**/*.db.test.ts", "prisma/**/*.db.test.ts"],
          environment: "node",
          env,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          globalSetup: ["lib/testing/database.ts"],
          setupFiles: ["lib/testing/own-database.ts"],
          fileParallelism: false,
        },
      },
    ],
  },
});
