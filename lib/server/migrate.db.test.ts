import { expect, test } from "vitest";
import { env } from "#lib/server/env.ts";
import { schemaDrift } from "#lib/testing/schema-drift.ts";

test("the migrations make the columns and indexes that prisma/schema describes", async () => {
  expect(await schemaDrift(env.DATABASE_URL)).toEqual([]);
});
