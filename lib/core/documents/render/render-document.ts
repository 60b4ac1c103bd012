import type { Document } from "#lib/core/documents/document.ts";
import type { DocumentFormat } from "#lib/core/documents/formats.ts";
import { renderDocx } from "#lib/core/documents/render/docx.ts";
import { renderHtml } from "#lib/core/documents/render/html.ts";
import { renderJson } from "#lib/core/documents/render/json.ts";
import { renderMarkdown } from "#lib/core/documents/render/markdown.ts";
import { renderPdf } from "#lib/core/documents/render/typst.ts";

export type RenderedFile = { extension: string; mediaType: string; bytes: Uint8Array };

type Renderer = {
  mediaType: string;
  render: (document: Document, createdAt: Date) => Promise<Uint8Array> | Uint8Array;
};

/** A document in one of the formats. The same document and time give the same bytes. */
export async function renderDocument(
  document: Document,
  format: DocumentFormat,
  createdAt: Date,
): Promise<RenderedFile> {
  const { mediaType, render } = renderers[format];
  return { extension: format, mediaType, bytes: await render(document, createdAt) };
}

const utf8 = (text: string) => new TextEncoder().encode(text);

const renderers: Record<DocumentFormat, Renderer> = {
  docx: {
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    render: (document, createdAt) => renderDocx(document, { createdAt }),
  },
  pdf: {
    mediaType: "application/pdf",
    render: (document, createdAt) =>
      renderPdf(document, {
        createdAt,
        attachment: {
          name: "plan.json",
          text: renderJson(document),
          description: "The records behind this plan.",
        },
      }),
  },
  html: { mediaType: "text/html; charset=utf-8", render: (document) => utf8(renderHtml(document)) },
  md: { mediaType: "text/markdown; charset=utf-8", render: (document) => utf8(renderMarkdown(document)) },
  json: { mediaType: "application/json", render: (document) => utf8(renderJson(document)) },
};
