import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { bodyOf, declaredLength } from "#lib/server/http/json-body.ts";
import { Refusal } from "#lib/server/http/problem.ts";
import { type Allowance, dropSpooled, type Spooled, spool } from "#lib/server/spool.ts";

export type FormFile = { field: string; name: string; spooled: Spooled };

/** A form that was read to its end: text in memory, files on disk. Whoever gets it drops the files. */
export type Form = { fields: [name: string, value: string][]; files: FormFile[]; hash: string };

const megabyte = 1024 * 1024;
/** What the boundaries and text fields of a form may weigh besides its files. */
const framing = megabyte;
const limits = {
  fields: 100,
  files: 200,
  parts: 300,
  fieldSize: 64 * 1024,
  headerPairs: 20,
  headerSize: 8 * 1024,
};

/**
 * Reads multipart/form-data as it comes. Refuses with 413 above the limit: before any of it is read where the sender
 * says its length, else once it is passed.
 */
export async function readForm(request: Request, limitBytes: number): Promise<Form> {
  refuseAnnounced(request.headers, limitBytes + framing, limitBytes);
  const parser = parserOf(request.headers);
  const { fields, reading, streams, outcome } = partsOf(parser, allowanceOf(limitBytes));
  try {
    await feed(parser, request, outcome);
    const files = await Promise.all(reading);
    return { fields, files, hash: hashOf(fields, files) };
  } catch (error) {
    for (const stream of streams) stream.destroy();
    const read = await Promise.allSettled(reading);
    await dropSpooled(read.flatMap((part) => (part.status === "fulfilled" ? [part.value.spooled] : [])));
    throw error;
  }
}

/** Collects parts while they come; `outcome` settles when the parser is done or at the first fault. */
function partsOf(parser: BusboyInstance, allowance: Allowance) {
  const fields: Form["fields"] = [];
  const reading: Promise<FormFile>[] = [];
  const streams: Readable[] = [];
  const { promise: outcome, resolve, reject } = Promise.withResolvers<void>();
  outcome.catch(() => undefined);
  parser.on("file", (field, stream, name) => {
    streams.push(stream);
    // The parser may report a cut-off part after its reader has gone; unheard, that would end the process.
    stream.on("error", () => undefined);
    const kept = spool(stream, allowance).then((spooled) => ({ field, name: fileName(name), spooled }));
    kept.catch(reject);
    reading.push(kept);
  });
  parser.on("field", (name, value, _nameCut, cut) => {
    if (cut) reject(new Refusal(413, `The field ${name} is longer than 64 KB.`));
    fields.push([name, value]);
  });
  for (const event of ["partsLimit", "filesLimit", "fieldsLimit"] as const) {
    parser.on(event, () => reject(new Refusal(413, "A form has at most 200 files and 100 fields.")));
  }
  parser.on("error", (error) => reject(malformed(error)));
  parser.on("finish", () => resolve());
  return { fields, reading, streams, outcome };
}

async function feed(parser: BusboyInstance, request: Request, outcome: Promise<void>): Promise<void> {
  for await (const chunk of bodyOf(request)) {
    await Promise.race([written(parser, chunk), outcome]);
  }
  parser.end();
  // A body that stops in the middle of a part may leave the parser waiting for the rest.
  const patience = AbortSignal.timeout(10_000);
  const late = new Promise<never>((_resolve, reject) => {
    patience.addEventListener("abort", () => reject(malformed(null)), { once: true });
  });
  await Promise.race([outcome, late]);
}

function written(parser: BusboyInstance, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(chunk, (error) => (error ? reject(malformed(error)) : resolve()));
  });
}

function parserOf(headers: Headers): BusboyInstance {
  try {
    return new Busboy({ headers: { "content-type": headers.get("content-type") ?? "" }, limits });
  } catch (error) {
    throw malformed(error);
  }
}

function malformed(error: unknown): Refusal {
  const why = error instanceof Error ? `: ${error.message}` : "";
  return new Refusal(400, `The form could not be read${why}.`);
}

/** Refuses by the announced length, so that nothing of a too large upload needs to travel. */
export function refuseAnnounced(headers: Headers, above: number, limitBytes: number): void {
  if (declaredLength(headers) > above) throw tooLarge(limitBytes);
}

export function allowanceOf(limitBytes: number): Allowance {
  let left = limitBytes;
  return {
    take: (bytes) => {
      left -= bytes;
      if (left < 0) throw tooLarge(limitBytes);
    },
  };
}

function tooLarge(limitBytes: number): Refusal {
  const limit = `${Number((limitBytes / megabyte).toFixed(2))} MB`;
  return new Refusal(413, `The upload is larger than ${limit}, the limit of this portal (UPLOAD_LIMIT_MB).`);
}

/** The last part of what the sender calls it, one line, at most 200 characters. */
export function fileName(name: string | undefined): string {
  const last = (name ?? "").toWellFormed().split(/[/\\]/).at(-1) ?? "";
  const clean = last
    .replaceAll(/\p{Cc}/gu, "")
    .trim()
    .slice(0, 200);
  return clean === "" ? "file" : clean;
}

/** The same form sent again has the same hash, whatever boundary it came with. */
function hashOf(fields: Form["fields"], files: FormFile[]): string {
  const parts = [
    ...fields.map(([name, value]) => ["field", name, value]),
    ...files.map((file) => ["file", file.field, file.name, file.spooled.sha256]),
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
