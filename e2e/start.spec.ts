import { execFile } from "node:child_process";
import { access, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { newFolder } from "#lib/testing/new-folder.ts";
import { freePort, startPortal } from "./portal.ts";
import { expect, test } from "./signed-in.ts";

const node = ["--disable-warning=ExperimentalWarning", "lib/cli/portal.js"];
const run = promisify(execFile);

test.describe("a start that cannot be is refused with one clear line", () => {
  const cases: {
    name: string;
    prepare: (folder: string) => Promise<Record<string, string>>;
    words: RegExp;
  }[] = [
    { name: "a malformed port", prepare: async () => ({ PORT: "eighty" }), words: /PORT must be a number/ },
    {
      name: "a wrong DATABASE_URL",
      prepare: async () => ({ DATABASE_URL: "postgresql://nobody:x@127.0.0.1:1/none" }),
      words: /database does not answer/,
    },
    {
      name: "a malformed DATABASE_URL",
      prepare: async () => ({ DATABASE_URL: "mysql://x" }),
      words: /DATABASE_URL must be an address/,
    },
    {
      name: "a file where the data directory should be",
      prepare: async (folder) => {
        await writeFile(join(folder, "taken"), "");
        return { DATA_DIR: join(folder, "taken") };
      },
      words: /cannot be written/,
    },
    {
      name: "a data directory that holds something else",
      prepare: async (folder) => {
        await mkdir(join(folder, "postgres"));
        await writeFile(join(folder, "postgres", "notes.txt"), "mine");
        return {};
      },
      words: /is not a PostgreSQL cluster/,
    },
    {
      name: "a cluster of another version",
      prepare: async (folder) => {
        await mkdir(join(folder, "postgres"));
        await writeFile(join(folder, "postgres", "PG_VERSION"), "14\n");
        return {};
      },
      words: /made by PostgreSQL 14/,
    },
  ];

  for (const { name, prepare, words } of cases) {
    test(name, async () => {
      const folder = await newFolder("e2e");
      const port = String(await freePort());
      const answer = await refusal({ PORT: port, DATA_DIR: folder, ...(await prepare(folder)) });
      expect(answer.stderr.trim().split("\n")).toHaveLength(1);
      expect(answer.stderr).toMatch(words);
      expect(answer.code).toBe(1);
      await rm(folder, { recursive: true, force: true });
    });
  }

  test("a taken port", async () => {
    const server = await new Promise<Server>((done) => {
      const made = createServer().listen(0, "127.0.0.1", () => done(made));
    });
    const address = server.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    const answer = await refusal({ PORT: port, DATA_DIR: join(tmpdir(), "portal-never-made") });
    server.close();
    expect(answer).toMatchObject({ code: 1 });
    expect(answer.stderr).toMatch(/listening on port \d+ of 127\.0\.0\.1 already/);
  });

  test("the sample on an address that others reach", async () => {
    const answer = await refusal({ HOST: "0.0.0.0", PORT: "0" }, ["--sample"]);
    expect(answer.stderr).toMatch(/only starts on this machine/);
  });

  test("a database that is newer than the portal, which is left as it was", async () => {
    const first = await startPortal([], { keep: true });
    const url = JSON.parse(await readFile(join(first.dataDir, "postgres.json"), "utf8")).url;
    await first.stop();
    const variables = { PORT: String(await freePort()), DATA_DIR: first.dataDir };
    const mark = (sql: string) => inDatabase(first.dataDir, url, sql);
    await mark(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
       VALUES ('later', '', '29990101000000_later', now(), 1)`,
    );
    const answer = await refusal(variables);
    expect(answer.code).toBe(1);
    expect(answer.stderr.trim().split("\n")).toHaveLength(1);
    expect(answer.stderr).toMatch(/newer than this version of the portal.*29990101000000_later/);
    await mark(`DELETE FROM "_prisma_migrations" WHERE "id" = 'later'`);
    const again = await startPortal([], { dataDir: first.dataDir });
    expect((await fetch(`${again.url}/api/health`)).status).toBe(200);
    await again.stop();
  });

  test("a half-made cluster is none: it is made anew", async () => {
    const folder = await newFolder("e2e");
    await mkdir(join(folder, "postgres.new"));
    await writeFile(join(folder, "postgres.new", "PG_VERSION"), "18\n");
    const portal = await startPortal([], { dataDir: folder });
    expect(await readdir(folder)).not.toContain("postgres.new");
    await portal.stop();
  });

  const disks = [
    { name: "no room on the disk", options: "size=16m,mode=755", words: /No space left|disk is full/ },
    {
      name: "a disk that cannot be written",
      options: "ro,mode=755",
      words: /cannot be written: .*read-only/,
    },
  ];
  for (const { name, options, words } of disks) {
    test(name, async () => {
      const folder = await newFolder("e2e");
      const mounted = await run("mount", ["-t", "tmpfs", "-o", options, "portal-disk", folder]).then(
        () => true,
        () => false,
      );
      test.skip(!mounted, "needs to mount a small disk, which this account may not");
      try {
        const answer = await refusal({ PORT: String(await freePort()), DATA_DIR: folder });
        expect(answer.code).toBe(1);
        expect(answer.stderr.trim().split("\n")).toHaveLength(1);
        expect(answer.stderr).toMatch(words);
        await expect(access(join(folder, "postgres"))).rejects.toThrow();
      } finally {
        await run("umount", [folder]);
        await rm(folder, { recursive: true, force: true });
      }
    });
  }
});

async function refusal(variables: Record<string, string>, args: string[] = []) {
  try {
    await run(process.execPath, [...node, "start", ...args], {
      env: { ...process.env, ...variables },
      timeout: 60_000,
    });
    return { code: 0, stderr: "" };
  } catch (error) {
    const failed = error as { code: number; stderr: string };
    return { code: failed.code, stderr: failed.stderr };
  }
}

/** One statement, with the cluster's server run for it alone. */
async function inDatabase(dataDir: string, url: string, sql: string): Promise<void> {
  const { startEmbeddedPostgres } = await import("#lib/server/embedded-postgres.ts");
  const server = await startEmbeddedPostgres(dataDir, Number(new URL(url).port));
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(sql);
  await client.end();
  await server.stop();
}
