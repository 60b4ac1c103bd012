import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { StringDecoder } from "node:string_decoder";
import { AppError } from "#lib/core/errors.ts";
import type { NamedFile } from "#lib/core/evidence/named-file.ts";
import type { LineReader } from "#lib/core/formats/parsed.ts";
import { decodedText } from "#lib/core/formats/reading/text-decoder.ts";
import { formatOf, whole } from "#lib/core/formats/registry.ts";

/** Longer files are read line by line where their format allows it. */
const longBytes = 64_000_000;
/** Text longer than this does not fit into one string of the runtime. */
const largestBytes = 500_000_000;
const longestLine = 10_000_000;

/**
 * Files of the command line with their hashes. `A..B` are two snapshots of counters, of which B is counted from A.
 * Throws INVALID naming the path that cannot be read.
 */
export async function namedFiles(
  paths: readonly string[],
  allPaths = paths,
  format?: string,
): Promise<NamedFile[]> {
  const files: NamedFile[] = [];
  for (const path of paths) files.push(await namedFile(path, shortName(path, allPaths), format));
  return files;
}

export async function namedFile(
  path: string,
  name = basename(path),
  format?: string,
  streamedFrom = longBytes,
): Promise<NamedFile> {
  const pair = await snapshots(path);
  if (pair) {
    const [since, later] = [await textFile(pair[0]), await textFile(pair[1])];
    return { ...later, since };
  }
  const { size } = await asReadable(path, () => stat(path));
  const streamed = size > streamedFrom ? await streamedFile(path, name, format) : null;
  return streamed ?? textFile(path, name);
}

async function textFile(path: string, name = basename(path)): Promise<NamedFile> {
  const { size } = await asReadable(path, () => stat(path));
  if (size > largestBytes) {
    throw new AppError(
      "LIMIT",
      `${path} has ${size} bytes; of this format at most ${largestBytes} are read.`,
    );
  }
  const bytes = await asReadable(path, () => readFile(path));
  return { name, text: decodedText(bytes), sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** `a.csv..b.csv`, unless that is itself a file (`../x.csv`). */
async function snapshots(path: string): Promise<[string, string] | null> {
  if (!path.includes("..") || (await isFile(path))) return null;
  for (let at = path.indexOf(".."); at !== -1; at = path.indexOf("..", at + 1)) {
    const [first, second] = [path.slice(0, at), path.slice(at + 2)];
    if (first && second && (await isFile(first)) && (await isFile(second))) return [first, second];
  }
  return null;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** `null` where the format cannot be read line by line. */
async function streamedFile(
  path: string,
  name: string,
  format: string | undefined,
): Promise<NamedFile | null> {
  const reader = formatOf(await headOfFile(path), name, format).reader?.(name);
  if (!reader) return null;
  const hash = createHash("sha256");
  await asReadable(path, () => readByLine(path, name, reader, (chunk) => hash.update(chunk)));
  return { name, text: "", sha256: hash.digest("hex"), parsed: whole(reader.end(), name) };
}

async function headOfFile(path: string): Promise<string> {
  const file = await asReadable(path, () => open(path));
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0);
    return decodedText(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

async function readByLine(path: string, name: string, reader: LineReader, each: (chunk: Buffer) => void) {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let number = 1;
  for await (const chunk of createReadStream(path, { highWaterMark: 1_000_000 })) {
    each(chunk);
    const lines = (rest + decoder.write(chunk)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) reader.line(withoutReturn(line, number), number++);
    if (rest.length > longestLine) {
      throw new AppError(
        "INVALID",
        `${name}, line ${number}: the line is longer than ${longestLine} characters.`,
      );
    }
  }
  reader.line(rest + decoder.end(), number);
}

function withoutReturn(line: string, number: number): string {
  const marked = number === 1 && line.charCodeAt(0) === 0xfeff ? line.slice(1) : line;
  return marked.endsWith("\r") ? marked.slice(0, -1) : marked;
}

export async function asReadable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
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
