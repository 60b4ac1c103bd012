import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import type { Document } from "#lib/core/documents/document.ts";
import type { DocumentFormat } from "#lib/core/documents/formats.ts";
import type { RenderedFile } from "#lib/core/documents/render/render-document.ts";
import { env } from "#lib/server/env.ts";

export type RenderOrder = { id: number; document: Document; format: DocumentFormat; createdAt: Date };
export type RenderAnswer = { id: number; file: RenderedFile } | { id: number; error: string };

type Waiting = { resolve: (file: RenderedFile) => void; reject: (error: Error) => void };
type Thread = { worker: Worker; waiting: Map<number, Waiting>; idle: NodeJS.Timeout | null };

/**
 * A document in one of the formats, made by a thread of its own: setting a plan of hundreds of changes takes many
 * seconds, in which this process would answer nobody. One thread takes them one after the other, so several large plans
 * need no more memory than one; it ends after a minute without work.
 */
export function renderApart(
  document: Document,
  format: DocumentFormat,
  createdAt: Date,
): Promise<RenderedFile> {
  thread ??= startThread();
  const { worker, waiting, idle } = thread;
  if (idle) clearTimeout(idle);
  thread.idle = null;
  worker.ref();
  return new Promise((resolve, reject) => {
    const order: RenderOrder = { id: ++orders, document, format, createdAt };
    waiting.set(order.id, { resolve, reject });
    worker.postMessage(order);
  });
}

const idleMs = 60_000;
let orders = 0;
let thread: Thread | null = null;

function startThread(): Thread {
  // By its place on the disk, where Node runs TypeScript as it is; the bundler would look for it in the bundle if it saw
  // where threads come from.
  const threads = process.getBuiltinModule("node:worker_threads");
  const file = join(env.PROJECT_DIR, "lib", "server", "documents", "render-thread.ts");
  const started: Thread = { worker: new threads.Worker(file), waiting: new Map(), idle: null };
  const { worker, waiting } = started;
  worker.on("message", (answer: RenderAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ("file" in answer) asked?.resolve(answer.file);
    else asked?.reject(new Error(`The document could not be written as a file. ${answer.error}`));
    if (waiting.size === 0) rest(started);
  });
  worker.on("error", (cause) => giveUp(started, cause));
  worker.on("exit", () => giveUp(started, null));
  return started;
}

/** A thread without work keeps no process from ending. */
function rest(resting: Thread): void {
  resting.worker.unref();
  resting.idle = setTimeout(() => {
    if (thread === resting) thread = null;
    void resting.worker.terminate();
  }, idleMs).unref();
}

/** What a thread that ended was asked for fails; the next document gets a new one. */
function giveUp(ended: Thread, cause: unknown): void {
  if (thread === ended) thread = null;
  for (const { reject } of ended.waiting.values()) {
    reject(new Error("The thread that writes documents ended before this one was done.", { cause }));
  }
  ended.waiting.clear();
}
