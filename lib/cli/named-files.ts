import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { AppError } from "#lib/core/errors.ts";
import type { NamedFile } from "#lib/core/evidence/named-file.ts";

/** Text longer than this does not fit into one string of the runtime. */
const largestBytes = 500_000_000;

/** Files of the command line with their hashes. Throws INVALID naming the path that cannot be read. */
export async function namedFiles(paths: readonly string[], allPaths = paths): Promise<NamedFile[]> {
  const files: NamedFile[] = [];
  for (const path of paths) files.push(await namedFile(path, shortName(path, allPaths)));
  return files;
}

export async function namedFile(path: string, name = basename(path)): Promise<NamedFile> {
  const bytes = await readBytes(path);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { name, text: bytes.toString("utf8"), sha256 };
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > largestBytes) {
      throw new AppError("LIMIT", `${path} has ${size} bytes; at most ${largestBytes} are read at once.`);
    }
    return await readFile(path);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("INVALID", `${path}: ${reasonOf(error)}`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOENT") return "there is no such file.";
  if (code === "EISDIR") return "this is a folder; name the files in it.";
  if (code === "EACCES" || code === "EPERM") return "it may not be read by this user.";
  return `it could not be read (${String(code ?? error)}).`;
}

/** The file's own name, so that a verdict does not depend on where its files lie; with its folder where names repeat. */
function shortName(path: string, allPaths: readonly string[]): string {
  const own = basename(path);
  const repeated = allPaths.some((other) => other !== path && basename(other) === own);
  return repeated ? path.split(/[\\/]/).slice(-2).join("/") : own;
}
