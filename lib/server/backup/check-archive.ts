import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { AppError } from "#lib/core/errors.ts";
import {
  backupFormat,
  type Manifest,
  manifestName,
  manifestSchema,
  opening,
  openingSchema,
  sealName,
  type TableEntry,
} from "#lib/server/backup/manifest.ts";
import { type Member, readTar, TarError } from "#lib/server/backup/tar.ts";

/** Reads a whole backup and holds it against its own manifest. Throws INVALID naming everything that is wrong. */
export async function checkArchive(file: string, knownMigrations: string[]): Promise<Manifest> {
  const seen: Seen = { tables: new Map(), manifest: null, seal: null, opened: false };
  const faults: string[] = [];
  try {
    for await (const member of archiveMembers(file)) take(seen, member);
  } catch (error) {
    const reason = readingFault(error);
    if (!reason) throw error;
    if (!seen.opened) throw refusal(file, ["it is not a backup of the portal"]);
    faults.push(reason);
  }
  if (!seen.opened) throw refusal(file, ["it is not a backup of the portal"]);
  const manifest = seen.manifest && manifestOf(seen.manifest, seen.seal, faults);
  if (!seen.manifest && faults.length === 0) faults.push("it has no manifest: it is cut off");
  if (manifest)
    faults.push(...tableFaults(seen.tables, manifest), ...schemaFaults(manifest, knownMigrations));
  if (faults.length > 0 || !manifest) throw refusal(file, faults);
  return manifest;
}

/** The members of the file, decompressed; one is held at a time. */
export async function* archiveMembers(file: string): AsyncGenerator<Member> {
  const source = createReadStream(file, { highWaterMark: 1024 * 1024 });
  const gunzip = createGunzip();
  source.on("error", (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  try {
    yield* readTar(gunzip);
    // To the very end: the checksum of the whole stands there.
    for await (const _rest of gunzip);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

/** tables/NAME/000001.copy */
export function tableOfMember(name: string): string | null {
  return /^tables\/([A-Za-z0-9_]+)\/\d{6,}\.copy$/.exec(name)?.[1] ?? null;
}

type Seen = {
  tables: Map<string, { hash: Hash; bytes: number }>;
  manifest: Buffer | null;
  seal: string | null;
  opened: boolean;
};

function take(seen: Seen, { name, bytes }: Member): void {
  if (!seen.opened) {
    if (name !== opening) throw new TarError("it begins like no backup");
    const opened = openingSchema.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
    if (opened.format > backupFormat) {
      seen.opened = true;
      throw new TarError(
        `it is of a form (${opened.format}) that only a newer portal reads: version ${opened.portalVersion} wrote it`,
      );
    }
    seen.opened = true;
    return;
  }
  if (name === manifestName) {
    seen.manifest = Buffer.from(bytes);
    return;
  }
  if (name === sealName) {
    seen.seal = Buffer.from(bytes).toString("utf8").trim();
    return;
  }
  const table = tableOfMember(name);
  if (!table) throw new TarError(`${name} does not belong into it`);
  const state = seen.tables.get(table) ?? { hash: createHash("sha256"), bytes: 0 };
  state.hash.update(bytes);
  state.bytes += bytes.byteLength;
  seen.tables.set(table, state);
}

function readingFault(error: unknown): string | null {
  if (error instanceof TarError) return error.message;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT" || code === "EACCES" || code === "EISDIR") return null;
  if (code === "Z_BUF_ERROR") return "it is cut off";
  if (code.startsWith("Z_")) return "a part of it is no longer what was written";
  if (error instanceof SyntaxError || (error instanceof Error && error.name.includes("ZodError")))
    return "a part of it is no longer what was written";
  return null;
}

function manifestOf(bytes: Buffer, seal: string | null, faults: string[]): Manifest | null {
  if (seal === null && faults.length === 0) faults.push("the hash of its manifest is missing");
  if (seal !== null && seal !== createHash("sha256").update(bytes).digest("hex"))
    faults.push("its manifest was altered");
  try {
    return manifestSchema.parse(JSON.parse(bytes.toString("utf8")));
  } catch {
    faults.push("its manifest cannot be read");
    return null;
  }
}

function tableFaults(found: Seen["tables"], manifest: Manifest): string[] {
  const expected: TableEntry[] = [...manifest.tables, manifest.queue];
  const known = new Set(expected.map((table) => table.name));
  const empty = createHash("sha256").digest("hex");
  return [
    ...expected.flatMap((table) => {
      const state = found.get(table.name);
      if (!state && table.bytes > 0) return [`the rows of ${table.name} are missing`];
      const hash = state ? state.hash.digest("hex") : empty;
      return hash === table.sha256 ? [] : [`the rows of ${table.name} were altered`];
    }),
    ...[...found.keys()].filter((name) => !known.has(name)).map((name) => `${name} does not belong into it`),
  ];
}

function schemaFaults(manifest: Manifest, known: string[]): string[] {
  const newer = manifest.migrations.filter((name) => !known.includes(name));
  if (newer.length === 0) return [];
  return [
    `it is of a newer portal (${manifest.portalVersion}, with ${newer.join(", ")}): restore it with that version or a later one`,
  ];
}

function refusal(file: string, faults: string[]): AppError {
  const list = faults.map((message) => ({ path: "file", message }));
  return new AppError("INVALID", `${file} was not restored, nothing was changed: ${faults.join("; ")}.`, {
    faults: list,
  });
}
