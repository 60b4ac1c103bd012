/// <reference lib="webworker" />

import { isAppError } from "#lib/core/errors.ts";
import { compareFiles } from "#lib/core/evidence/compare-files.ts";
import type { NamedFile } from "#lib/core/evidence/named-file.ts";
import { type FilePreview, previewFile } from "#lib/core/evidence/preview-file.ts";
import type { ChosenReading } from "#lib/core/evidence/reading-choices.ts";
import { decodedText } from "#lib/core/formats/reading/text-decoder.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";

/** Reads result files beside the page, so that a large one never blocks it. The texts stay here. */
export type EvidenceRequest =
  | { id: number; task: "read"; fileKey: string; file: File; select: ChosenReading["select"] }
  | { id: number; task: "compare"; before: string[]; after: string[]; reading: ChosenReading };

export type EvidenceAnswer =
  | { id: number; preview: FilePreview }
  | { id: number; verdicts: Verdict[] }
  | { id: number; refusal: string };

// A comparison may be asked for while its files are still being read: it waits for them.
const texts = new Map<string, Promise<NamedFile>>();

self.onmessage = async (event: MessageEvent<EvidenceRequest>) => {
  const request = event.data;
  try {
    self.postMessage(request.task === "read" ? await read(request) : await compare(request));
  } catch (error) {
    const refusal = isAppError(error) ? error.message : "This file could not be read.";
    self.postMessage({ id: request.id, refusal } satisfies EvidenceAnswer);
  }
};

async function read(request: Extract<EvidenceRequest, { task: "read" }>): Promise<EvidenceAnswer> {
  const reading = namedFile(request.file);
  texts.set(request.fileKey, reading);
  return { id: request.id, preview: previewFile(await reading, { select: request.select }) };
}

async function namedFile(file: File): Promise<NamedFile> {
  const bytes = await file.arrayBuffer();
  return { name: file.name, text: decodedText(new Uint8Array(bytes)), sha256: await sha256Of(bytes) };
}

async function compare(request: Extract<EvidenceRequest, { task: "compare" }>): Promise<EvidenceAnswer> {
  const side = (keys: string[]) => Promise.all(keys.flatMap((key) => texts.get(key) ?? []));
  const verdicts = compareFiles({
    before: await side(request.before),
    after: await side(request.after),
    ...request.reading,
  });
  return { id: request.id, verdicts };
}

async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
