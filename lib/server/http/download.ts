/** A verb's answer that is a file, not JSON. */
export type Download = {
  kind: "download";
  /** Shown to the browser as the file's name; any characters. */
  name: string;
  mediaType: string;
  bytes: number | null;
  content: Uint8Array | ReadableStream<Uint8Array>;
};

type DownloadInput = { name: string; mediaType: string; bytes?: number; content: Download["content"] };

export function download(file: DownloadInput): Download {
  const bytes = file.content instanceof Uint8Array ? file.content.byteLength : (file.bytes ?? null);
  return { kind: "download", name: file.name, mediaType: file.mediaType, bytes, content: file.content };
}

export function isDownload(value: unknown): value is Download {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    value.kind === "download" &&
    "content" in value
  );
}

/** Always saved, never shown: an uploaded page must not run here. */
export function downloadResponse(file: Download): Response {
  const headers = new Headers({
    "content-type": file.mediaType,
    "content-disposition": disposition(file.name),
    "content-security-policy": "sandbox; default-src 'none'",
  });
  if (file.bytes !== null) headers.set("content-length", String(file.bytes));
  return new Response(file.content as BodyInit, { headers });
}

/** RFC 6266: an ASCII name for old readers, the real one in UTF-8. */
function disposition(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, "_");
  const exact = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
