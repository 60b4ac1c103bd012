import JSZip from "jszip";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** All text of a DOCX file, without white space: lines break elsewhere in each format. */
export async function wordsOfDocx(bytes: Uint8Array): Promise<string> {
  const zip = await JSZip.loadAsync(bytes);
  const xml = (await zip.file("word/document.xml")?.async("string")) ?? "";
  return plain(xml.replaceAll(/<\/w:p>/g, " ").replaceAll(/<[^>]+>/g, ""));
}

/** All text of a PDF file, without white space. */
export async function wordsOfPdf(bytes: Uint8Array): Promise<string> {
  const pdf = await getDocument({ data: new Uint8Array(bytes) }).promise;
  const pages = [];
  for (let page = 1; page <= pdf.numPages; page++) {
    const { items } = await (await pdf.getPage(page)).getTextContent();
    pages.push(items.map((item) => ("str" in item ? item.str : "")).join(""));
  }
  return plain(pages.join(""));
}

export function plain(text: string): string {
  return text.replaceAll(/[\s\u00a0]+/g, "");
}
