// Writes the database client from prisma/schema: after an install, and at a start whose schema is another one. Needs no
// network and no schema engine, and is plain JavaScript so that an install can run it by itself.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const project = fileURLToPath(new URL("../..", import.meta.url));

/** Writes the client unless it was written from this very schema. Answers whether one is there that belongs to it. */
export function clientOfSchema(root = project) {
  const mark = join(root, "lib/server/generated/prisma/schema-hash");
  const schema = schemaHash(join(root, "prisma/schema"));
  if (contentOf(mark) === schema) return true;
  rmSync(mark, { force: true });
  const prisma = require.resolve("prisma/build/index.js");
  const { status, stderr } = spawnSync(
    process.execPath,
    [prisma, "generate", "--config", "prisma/prisma.config.ts"],
    { cwd: root, stdio: ["ignore", "ignore", "pipe"] },
  );
  if (status === 0) writeFileSync(mark, schema);
  else process.stderr.write(stderr ?? "");
  return status === 0;
}

function contentOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Of the schema and of what turns it into a client. */
function schemaHash(folder) {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.update(readFileSync(require.resolve("prisma/package.json"))).digest("hex");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(clientOfSchema() ? 0 : 1);
