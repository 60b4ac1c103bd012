/**
 * The bytes of uploaded files, in the database in chunks of 1 MB, so that every web process and worker sees them and
 * none ever holds a whole upload to store it. No rule about who may read what: that is for the verbs.
 */

import { createHash } from "node:crypto";
import { textDecoder } from "#lib/core/formats/reading/text-decoder.ts";
import type { Tx } from "#lib/server/db.ts";
import { chunkBytes, type Spooled, spooledChunks } from "#lib/server/spool.ts";

export type KeptFile = { id: string; name: string; bytes: number; sha256: string };

/** Writes a spooled file, row and chunks, inside the caller's transaction. */
export async function writeFile(
  tx: Tx,
  file: { name: string; uploadedById: string | null; spooled: Spooled },
): Promise<KeptFile> {
  const { bytes, sha256 } = file.spooled;
  const row = await tx.storedFile.create({
    data: { name: file.name, bytes, sha256, uploadedById: file.uploadedById },
    select: { id: true, name: true, bytes: true, sha256: true },
  });
  let position = 0;
  for await (const data of spooledChunks(file.spooled)) {
    await tx.fileChunk.create({ data: { fileId: row.id, position, data }, select: { position: true } });
    position += 1;
  }
  return row;
}

/** Keeps text that was typed or sent as values as a file like any other. */
export async function writeText(
  tx: Tx,
  file: { name: string; text: string; uploadedById: string | null },
): Promise<KeptFile> {
  const content = new TextEncoder().encode(file.text);
  const sha256 = createHash("sha256").update(content).digest("hex");
  const row = await tx.storedFile.create({
    data: { name: file.name, bytes: content.byteLength, sha256, uploadedById: file.uploadedById },
    select: { id: true, name: true, bytes: true, sha256: true },
  });
  for (let position = 0; position * chunkBytes < content.byteLength; position++) {
    const data = content.slice(position * chunkBytes, (position + 1) * chunkBytes);
    await tx.fileChunk.create({ data: { fileId: row.id, position, data }, select: { position: true } });
  }
  return row;
}

/** A file's bytes in order, a chunk at a time. */
export async function* readFileChunks(tx: Tx, fileId: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let position = 0; ; position++) {
    const chunk = await tx.fileChunk.findUnique({
      where: { fileId_position: { fileId, position } },
      select: { data: true },
    });
    if (!chunk) return;
    yield chunk.data;
  }
}

/** The same as a stream that reads on only as fast as somebody takes. */
export function readFileStream(tx: Tx, fileId: string): ReadableStream<Uint8Array> {
  const chunks = readFileChunks(tx, fileId);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

/** The whole file as text. What is no text becomes replacement marks, which the format readers refuse by name. */
export async function readFileText(tx: Tx, fileId: string): Promise<string> {
  let decoder: TextDecoder | null = null;
  let text = "";
  for await (const chunk of readFileChunks(tx, fileId)) {
    decoder ??= textDecoder(chunk);
    text += decoder.decode(chunk, { stream: true });
  }
  return decoder === null ? "" : text + decoder.decode();
}

/** Removes files with their chunks, except those that something uses. Answers how many went. */
export async function removeUnusedFiles(
  tx: Tx,
  which: { ids: string[] } | { uploadedBefore: Date },
): Promise<number> {
  const chosen = "ids" in which ? { id: { in: which.ids } } : { createdAt: { lt: which.uploadedBefore } };
  const { count } = await tx.storedFile.deleteMany({
    where: { ...chosen, inputs: { none: {} }, testRuns: { none: {} } },
  });
  return count;
}
