/**
 * The bytes of a DOCX, the same for the same document and time.
 *
 * The library gives relationships, drawings, bookmarks and embedded fonts ids from counters and from chance, and the
 * archive the time of the day. Here they are numbered in their order, and every time is the one given.
 */

import { createHash } from "node:crypto";
import JSZip from "jszip";

/** `fonts` are the faces in the order in which they were embedded: the first is word/fonts/font1.odttf. */
export type PackOptions = { createdAt: Date; language: string; fonts: Uint8Array[] };

export async function steadyDocx(
  packed: Uint8Array,
  { createdAt, language, fonts }: PackOptions,
): Promise<Uint8Array> {
  const archive = await JSZip.loadAsync(packed);
  const steady = new JSZip();
  const names = Object.keys(archive.files).filter((name) => !archive.files[name]?.dir);
  const renamed = await relationNames(archive, names);
  const options = { date: zipDate(createdAt), createFolders: false };
  for (const name of names) {
    const file = archive.file(name);
    if (!file) continue;
    const font = /^word\/fonts\/font(\d+)\.odttf$/.exec(name);
    const face = font ? fonts[Number(font[1]) - 1] : undefined;
    if (face) steady.file(name, obfuscated(face), options);
    else if (/\.(xml|rels)$/.test(name))
      steady.file(name, steadyXml(await file.async("string"), name), options);
    else steady.file(name, await file.async("uint8array"), options);
  }
  return steady.generateAsync({
    type: "uint8array",
    compression: "DEFLATE",
    compressionOptions: { level: 6 },
  });

  function steadyXml(xml: string, name: string): string {
    // In one pass: there are as many names as drawings and links, and a long document is megabytes of text.
    let written = xml.replaceAll(/="([^"<>]+)"/g, (all, id) =>
      renamed.has(id) ? `="${renamed.get(id)}"` : all,
    );
    if (name === "docProps/core.xml") written = steadyCore(written, createdAt, language);
    if (name === "word/fontTable.xml") written = steadyFontKeys(written, fonts);
    return numbered(written);
  }
}

// Ids of chance have 21 letters; ours count upwards in the order of the parts.
async function relationNames(archive: JSZip, names: string[]): Promise<Map<string, string>> {
  const renamed = new Map<string, string>();
  for (const name of names.filter((each) => each.endsWith(".rels"))) {
    const xml = (await archive.file(name)?.async("string")) ?? "";
    for (const [, id = ""] of xml.matchAll(/ Id="([^"]+)"/g)) {
      if (!/^rId\d+$/.test(id)) renamed.set(id, `rLink${renamed.size + 1}`);
    }
  }
  return renamed;
}

function numbered(xml: string): string {
  let drawings = 0;
  const bookmarks = new Map<string, number>();
  const bookmark = (id: string) => {
    if (!bookmarks.has(id)) bookmarks.set(id, bookmarks.size + 1);
    return bookmarks.get(id);
  };
  return xml
    .replaceAll(/(<wp:docPr [^>]*?\bid=")\d+"/g, (_all, head) => `${head}${++drawings}"`)
    .replaceAll(
      /(<w:bookmark(?:Start|End) [^>]*?\bw:id=")(\d+)"/g,
      (_all, head, id) => `${head}${bookmark(id)}"`,
    )
    .replaceAll(/\b_Toc(\d+)\b/g, (_all, id) => `_Toc${bookmark(`toc ${id}`)}`);
}

function steadyCore(xml: string, createdAt: Date, language: string): string {
  const time = `${createdAt.toISOString().slice(0, 19)}Z`;
  return xml
    .replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${time}`)
    .replace("</cp:coreProperties>", `<dc:language>${language}</dc:language></cp:coreProperties>`);
}

function steadyFontKeys(xml: string, fonts: Uint8Array[]): string {
  let index = 0;
  return xml.replaceAll(
    /w:fontKey="\{[^}]*\}"/g,
    () => `w:fontKey="{${fontKey(fonts[index++] ?? new Uint8Array())}}"`,
  );
}

// ECMA-376, part 4, 2.8.1: the first 32 bytes of an embedded font are combined with its key, written backwards.
function obfuscated(font: Uint8Array): Uint8Array {
  const key = Buffer.from(fontKey(font).replaceAll("-", ""), "hex").reverse();
  return font.map((byte, index) => (index < 32 ? byte ^ (key[index % 16] ?? 0) : byte));
}

function fontKey(font: Uint8Array): string {
  const hash = createHash("sha256").update(font).digest("hex").toUpperCase();
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    hash.slice(12, 16),
    hash.slice(16, 20),
    hash.slice(20, 32),
  ].join("-");
}

// An archive writes local times; these fields make it write the given time on any machine.
function zipDate(date: Date): Date {
  const year = Math.max(1980, date.getUTCFullYear());
  return new Date(
    Date.UTC(
      year,
      date.getUTCMonth(),
      date.getUTCDate(),
      date.getUTCHours(),
      date.getUTCMinutes(),
      date.getUTCSeconds(),
    ),
  );
}
