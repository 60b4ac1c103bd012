import { appendFile, cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newFolder } from "#lib/testing/new-folder.ts";
import { clientOfSchema } from "./generate-client.js";

describe("the database client", () => {
  let folder: string;
  const schema = () => join(folder, "prisma/schema/base.prisma");
  const client = () => join(folder, "lib/server/generated/prisma/client.ts");
  beforeAll(async () => {
    folder = await newFolder("client");
    await mkdir(join(folder, "prisma/schema"), { recursive: true });
    await cp("prisma/schema/base.prisma", schema());
    await appendFile(schema(), "\nmodel Kept {\n  id Int @id\n}\n");
    await cp("prisma/prisma.config.ts", join(folder, "prisma/prisma.config.ts"));
    await cp("package.json", join(folder, "package.json"));
    await symlink(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is written from the schema, and again only when the schema is another one", async () => {
    expect(clientOfSchema(folder)).toBe(true);
    expect(await readFile(client(), "utf8")).toContain("Model Kept\n");

    await writeFile(client(), "left as it was");
    expect(clientOfSchema(folder)).toBe(true);
    expect(await readFile(client(), "utf8")).toBe("left as it was");

    await appendFile(schema(), "\nmodel Pulled {\n  id Int @id\n}\n");
    expect(clientOfSchema(folder)).toBe(true);
    expect(await readFile(client(), "utf8")).toContain("Model Pulled\n");
  }, 120_000);

  it("is none when the schema is broken, also at the next look", async () => {
    await appendFile(schema(), "\nmodel Broken {\n");
    expect(clientOfSchema(folder)).toBe(false);
    expect(clientOfSchema(folder)).toBe(false);
  }, 120_000);
});
