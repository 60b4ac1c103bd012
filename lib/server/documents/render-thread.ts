import { parentPort } from "node:worker_threads";
import { renderDocument } from "#lib/core/documents/render/render-document.ts";
import type { RenderAnswer, RenderOrder } from "./render-apart.ts";

/** The thread's side of `renderApart`: one document after the other. */
parentPort?.on("message", async ({ id, document, format, createdAt }: RenderOrder) => {
  parentPort?.postMessage(await answerOf());

  async function answerOf(): Promise<RenderAnswer> {
    try {
      return { id, file: await renderDocument(document, format, createdAt) };
    } catch (error) {
      return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  }
});
