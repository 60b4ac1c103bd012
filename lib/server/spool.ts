import { createHash } from "node:crypto";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "#lib/core/errors.ts";

/**
 * A file on its way in, on this machine's disk until it is stored or dropped: memory stays constant, no database
 * connection waits for a slow sender, and its size and hash are known before anything is written.
 */
export type Spooled = { bytes: number; sha256: string; handle: FileHandle };

/** How much may still come in; several files of one request share one. */
export type Allowance = { take: (bytes: number) => void };

/** Reads a stream to its end. Throws what the allowance throws, UNAVAILABLE when the disk is full. */
export async function spool(source: AsyncIterable<Uint8Array>, allowance: Allowance): Promise<Spooled> {
  const handle = await nameless();
  try {
    const hash = createHash("sha256");
    let bytes = 0;
    for await (const chunk of source) {
      allowance.take(chunk.byteLength);
      hash.update(chunk);
      await handle.write(chunk);
      bytes += chunk.byteLength;
    }
    return { bytes, sha256: hash.digest("hex"), handle };
  } catch (error) {
    await handle.close();
    throw isDiskFull(error)
      ? new AppError("UNAVAILABLE", "There is no room left for uploads on the portal's disk.", {
          cause: error,
        })
      : error;
  }
}

export const chunkBytes = 1024 * 1024;

/** The bytes again, at most 1 MB at a time. Each chunk is a buffer of its own. */
export async function* spooledChunks(file: Spooled): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let position = 0; position < file.bytes; position += chunkBytes) {
    const buffer = new Uint8Array(Math.min(chunkBytes, file.bytes - position));
    for (let filled = 0; filled < buffer.byteLength; ) {
      const { bytesRead } = await file.handle.read(
        buffer,
        filled,
        buffer.byteLength - filled,
        position + filled,
      );
      if (bytesRead === 0) throw new Error("A spooled file is shorter than what was written to it.");
      filled += bytesRead;
    }
    yield buffer;
  }
}

export async function dropSpooled(files: Spooled[]): Promise<void> {
  await Promise.all(files.map((file) => file.handle.close()));
}

/** A file without a name: it is gone when its handle closes, also when the process dies. */
async function nameless(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), "portal-upload-"));
  try {
    return await open(join(folder, "part"), "wx+", 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}
