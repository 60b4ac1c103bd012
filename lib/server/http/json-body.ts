import { createHash } from "node:crypto";
import type { Fault } from "#lib/core/errors.ts";
import { Refusal } from "#lib/server/http/problem.ts";

export type JsonBody = { value: unknown; hash: string };

/** Reads a JSON body. Refuses with 413 above the limit, 400 when it is not JSON in UTF-8, 422 for text no field can hold (unless `bulk`: the verb looks at every item itself). */
export async function readJson(request: Request, limitBytes: number, bulk = false): Promise<JsonBody> {
  const bytes = await readBytes(request, limitBytes);
  const hash = createHash("sha256").update(bytes).digest("hex");
  if (bytes.byteLength === 0) return { value: undefined, hash };
  const value = parsed(bytes);
  if (!bulk) refuseUnstorable(value);
  return { value, hash };
}

/** Reads NDJSON, a value a line; empty lines count for nothing. A line that is no JSON comes as its text, for the verb to reject by its index. */
export async function readNdjson(
  request: Request,
  limitBytes: number,
): Promise<{ items: unknown[]; hash: string }> {
  const bytes = await readBytes(request, limitBytes);
  const hash = createHash("sha256").update(bytes).digest("hex");
  const lines = textOf(bytes).split("\n");
  const items: unknown[] = [];
  for (const line of lines) if (line.trim() !== "") items.push(lineValue(line));
  return { items, hash };
}

function lineValue(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(400, "The body is not text in UTF-8.");
  }
}

const maxDepth = 40;

/** Text that PostgreSQL cannot hold and nesting that nobody means: refused here, wherever a schema would let it pass. */
export function refuseUnstorable(value: unknown): void {
  const faults: Fault[] = [];
  const left: { value: unknown; path: string; depth: number }[] = [{ value, path: "", depth: 0 }];
  for (let next = left.pop(); next && faults.length < 20; next = left.pop()) {
    const { value: current, path, depth } = next;
    if (typeof current === "string") {
      if (!isStorable(current))
        faults.push({ path, message: "This text has characters that cannot be kept. Remove them." });
    } else if (typeof current === "object" && current !== null) {
      if (depth === maxDepth) throw new Refusal(400, `The body is nested more than ${maxDepth} levels deep.`);
      for (const [key, inner] of Object.entries(current)) {
        const at = path ? `${path}.${key}` : key;
        if (typeof inner === "number" || inner === null || typeof inner === "boolean") continue;
        left.push({ value: inner, path: at, depth: depth + 1 });
      }
    }
  }
  if (faults.length > 0) throw new Refusal(422, `${faults[0]?.path}: ${faults[0]?.message}`, { faults });
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

/** Throws 400 for what is no JSON in UTF-8. */
export function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : "it is not text in UTF-8";
    throw new Refusal(400, `The body is not JSON: ${why.slice(0, 200)}.`);
  }
}

export async function readBytes(request: Request, limitBytes: number): Promise<Uint8Array> {
  const tooLarge = new Refusal(
    413,
    `The body is larger than ${Math.round(limitBytes / 1024 / 1024)} MB, the limit here.`,
  );
  if (declaredLength(request.headers) > limitBytes) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of bodyOf(request)) {
    total += chunk.byteLength;
    if (total > limitBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What the sender says it will send; 0 when it does not say. */
export function declaredLength(headers: Headers): number {
  const length = Number(headers.get("content-length") ?? 0);
  return Number.isFinite(length) && length > 0 ? length : 0;
}

/** The body's chunks. A sender that goes away in the middle is a 400, not a fault of ours. */
export async function* bodyOf(request: Request): AsyncGenerator<Uint8Array> {
  if (!request.body) return;
  try {
    yield* request.body as unknown as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw error instanceof Refusal
      ? error
      : new Refusal(400, "The body ended before it was complete. Send it again.");
  }
}
