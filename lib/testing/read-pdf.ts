import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** What a reader of a PDF gets. */
export type Pdf = {
  text: string;
  pages: number;
  figures: string[];
  roles: Set<string>;
  attachments: string[];
  title: string;
};

type TagNode = { role?: string; alt?: string; children?: TagNode[] };

export async function readPdf(bytes: Uint8Array): Promise<Pdf> {
  const pdf = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  const tags: TagNode[] = [];
  for (let index = 1; index <= pdf.numPages; index++) {
    const page = await pdf.getPage(index);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ("str" in item ? item.str + (item.hasEOL ? " " : "") : "")).join(""));
    tags.push(...within((await page.getStructTree()) as TagNode | null));
  }
  const files = Object.values((await pdf.getAttachments()) ?? {}) as {
    filename: string;
    content: Uint8Array;
  }[];
  const { info } = await pdf.getMetadata();
  return {
    text: pages.join(" ").replaceAll("\u00a0", " ").replaceAll(/ {2,}/g, " "),
    pages: pdf.numPages,
    figures: tags.filter((tag) => tag.role === "Figure").map((tag) => tag.alt ?? ""),
    roles: new Set(tags.map((tag) => tag.role ?? "")),
    attachments: files.map((file) => `${file.filename} ${Buffer.from(file.content).toString()}`),
    title: (info as { Title?: string }).Title ?? "",
  };
}

function within(tag: TagNode | null): TagNode[] {
  return tag ? [tag, ...(tag.children ?? []).flatMap(within)] : [];
}
