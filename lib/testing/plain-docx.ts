import JSZip from "jszip";

type Piece =
  | { text: string; style?: string; list?: number; bold?: true; deleted?: string; inserted?: string }
  | { table: string[][] };

/** A DOCX as a German Word writes it: its styles have German ids and English names. */
export function plainDocx(pieces: Piece[]): Promise<Uint8Array> {
  const zip = new JSZip();
  zip.file(
    "[Content_Types].xml",
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  );
  zip.file("word/styles.xml", `<w:styles ${space}>${styles.map(styleXml).join("")}</w:styles>`);
  const body = pieces
    .map((piece) => ("table" in piece ? tableXml(piece.table) : paragraphXml(piece)))
    .join("");
  zip.file("word/document.xml", `<w:document ${space}><w:body>${body}</w:body></w:document>`);
  return zip.generateAsync({ type: "uint8array", compression: "DEFLATE" });
}

const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

const styles = [
  { id: "Titel", name: "Title", more: "" },
  { id: "berschrift1", name: "heading 1", more: '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>' },
  {
    id: "berschrift2",
    name: "heading 2",
    more: '<w:basedOn w:val="berschrift1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>',
  },
];

function styleXml({ id, name, more }: (typeof styles)[number]): string {
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;
}

function paragraphXml({
  text,
  style,
  list,
  bold,
  deleted,
  inserted,
}: Exclude<Piece, { table: string[][] }>): string {
  const numbering =
    list === undefined ? "" : `<w:numPr><w:ilvl w:val="${list}"/><w:numId w:val="1"/></w:numPr>`;
  const properties = `<w:pPr>${style ? `<w:pStyle w:val="${style}"/>` : ""}${numbering}</w:pPr>`;
  const run = (words: string, tag: string) =>
    `<w:r><w:rPr>${bold ? "<w:b/>" : ""}</w:rPr><${tag}>${words}</${tag}></w:r>`;
  const tracked = [
    deleted === undefined ? "" : `<w:del>${run(deleted, "w:delText")}</w:del>`,
    inserted === undefined ? "" : `<w:ins>${run(inserted, "w:t")}</w:ins>`,
  ];
  return `<w:p>${properties}${run(text, "w:t")}${tracked.join("")}</w:p>`;
}

function tableXml(rows: string[][]): string {
  const cells = (row: string[]) => row.map((text) => `<w:tc>${paragraphXml({ text })}</w:tc>`).join("");
  return `<w:tbl>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join("")}</w:tbl>`;
}
