"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { EvidenceAnswer, EvidenceRequest } from "#components/changes/evidence-worker.ts";
import { sendFile } from "#components/ui/send-file.ts";
import { measureChangeAction } from "#lib/changes/actions.ts";
import type { FilePreview } from "#lib/core/evidence/preview-file.ts";
import type { ChosenReading } from "#lib/core/evidence/reading-choices.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";

export type Side = "before" | "after";
export type DroppedFile = { key: string; file: File; side: Side };

/** What a dropped file is, read beside the page. The error says why it is not a result file. */
export function usePreview(reader: EvidenceReader, dropped: DroppedFile, reading: ChosenReading) {
  return useQuery<FilePreview, Error>({
    queryKey: ["evidence", "preview", dropped.key, reading.select],
    queryFn: () => reader.read(dropped, reading),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The verdicts that these files would give: computed here, saved nowhere. */
export function useComparison(
  reader: EvidenceReader,
  before: string[],
  after: string[],
  reading: ChosenReading,
) {
  return useQuery<Verdict[], Error>({
    queryKey: ["evidence", "compare", before, after, reading],
    queryFn: () => reader.compare(before, after, reading),
    enabled: before.length > 0 && after.length > 0,
    // What is shown stays while a choice is being typed.
    placeholderData: (previous) => previous,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export type SaveInput = {
  number: number;
  metric: string;
  quantity: string;
  files: DroppedFile[];
  reading: ChosenReading;
};

/** Uploads the files one by one, then measures. `onProgress` counts files. */
export function useSaveEvidence(onProgress: (done: number) => void) {
  return useMutation({
    mutationFn: async ({ number, metric, quantity, files, reading }: SaveInput) => {
      const { select, ...choices } = reading;
      const ids: Record<Side, string[]> = { before: [], after: [] };
      for (const [index, dropped] of files.entries()) {
        onProgress(index);
        ids[dropped.side].push(await sendFile(dropped.file));
      }
      onProgress(files.length);
      const answer = await measureChangeAction({
        number,
        metric,
        quantity,
        before: ids.before,
        after: ids.after,
        ...choices,
        filters: select,
      });
      if (answer.refusal) throw new Error(answer.refusal.message);
    },
  });
}

export type EvidenceReader = {
  read: (dropped: DroppedFile, reading: ChosenReading) => Promise<FilePreview>;
  compare: (before: string[], after: string[], reading: ChosenReading) => Promise<Verdict[]>;
};

/** A worker for the life of the page. */
export function useEvidenceReader(): EvidenceReader {
  const connection = useRef<Connection | null>(null);
  useEffect(() => () => connection.current?.worker.terminate(), []);
  const ask = (request: Asked) => {
    connection.current ??= connect();
    return connection.current.ask(request);
  };
  return {
    read: async ({ key, file }, { select }) => {
      const answer = await ask({ task: "read", fileKey: key, file, select });
      if ("preview" in answer) return answer.preview;
      throw new Error("refusal" in answer ? answer.refusal : "This file could not be read.");
    },
    compare: async (before, after, reading) => {
      const answer = await ask({ task: "compare", before, after, reading });
      if ("verdicts" in answer) return answer.verdicts;
      throw new Error("refusal" in answer ? answer.refusal : "These files could not be compared.");
    },
  };
}

type Asked = EvidenceRequest extends infer Request
  ? Request extends { id: number }
    ? Omit<Request, "id">
    : never
  : never;
type Connection = { worker: Worker; ask: (request: Asked) => Promise<EvidenceAnswer> };

function connect(): Connection {
  const worker = new Worker(new URL("./evidence-worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, (answer: EvidenceAnswer) => void>();
  let last = 0;
  worker.onmessage = (event: MessageEvent<EvidenceAnswer>) => {
    waiting.get(event.data.id)?.(event.data);
    waiting.delete(event.data.id);
  };
  return {
    worker,
    ask: (request) =>
      new Promise((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        worker.postMessage({ ...request, id: last });
      }),
  };
}
