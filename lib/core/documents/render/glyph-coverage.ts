/**
 * Which characters the shipped fonts can draw, read from their `cmap` tables (OpenType, formats 4 and 12).
 *
 * A tagged PDF refuses text that no font can draw. Such characters are printed as the replacement character, which
 * every shipped face has, rather than failing the export.
 */

import { readFileSync } from "node:fs";
import { fontFiles } from "#lib/core/documents/render/font-files.ts";

const REPLACEMENT = "\ufffd";

/** PDF/UA allows neither, whatever a font has: the first is invisible and left out. */
const BYTE_ORDER_MARK = "\ufeff";
const NOT_A_CHARACTER = "\ufffe";

let known: Set<number> | null = null;

/** The text with every character that cannot be drawn replaced; a kind of space that no font has becomes a plain one. */
export function drawable(text: string): string {
  known ??= new Set(fontFiles().flatMap((file) => [...characters(readFileSync(file))]));
  const covered = known;
  return text.replaceAll(/[^\x20-\x7e\t\n\r]/gu, (character) => {
    if (character === BYTE_ORDER_MARK) return "";
    if (covered.has(character.codePointAt(0) ?? 0) && character !== NOT_A_CHARACTER) return character;
    return /\s/.test(character) ? " " : REPLACEMENT;
  });
}

/** The characters that the compiler says no font could draw: it names them as Rust writes strings. */
export function undisplayed(error: unknown): string[] {
  const named = String(error).matchAll(/the text `\\?"(.*?)\\?"` could not be displayed/gs);
  const texts = [...named].map(([, text = ""]) =>
    text
      .replaceAll(/\\+u\{([0-9a-f]+)\}/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
      .replaceAll(/\\+(.)/g, "$1"),
  );
  return texts.flatMap((text) => [...text]);
}

/** The text with these characters replaced; what only joins or varies its neighbours is left out. */
export function without(missing: ReadonlySet<string>, text: string): string {
  return [...text].map((character) => (missing.has(character) ? standIn(character) : character)).join("");
}

function standIn(character: string): string {
  if (/[\p{Cf}\p{Mn}]/u.test(character)) return "";
  return /\s/.test(character) ? " " : REPLACEMENT;
}

function characters(font: Buffer): Set<number> {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + index * 16);
  const record = tables.find((at) => font.toString("latin1", at, at + 4) === "cmap");
  const found = new Set<number>();
  if (record === undefined) return found;
  const cmap = font.readUInt32BE(record + 8);
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index++) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
    const format = font.readUInt16BE(subtable);
    if (format === 4) readSegments(font, subtable, found);
    if (format === 12) readGroups(font, subtable, found);
  }
  return found;
}

function readSegments(font: Buffer, at: number, found: Set<number>): void {
  const size = font.readUInt16BE(at + 6);
  for (let offset = 0; offset < size; offset += 2) {
    const end = font.readUInt16BE(at + 14 + offset);
    const start = font.readUInt16BE(at + 16 + size + offset);
    const rangeAt = at + 16 + size * 3 + offset;
    const range = font.readUInt16BE(rangeAt);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const missing = range !== 0 && font.readUInt16BE(rangeAt + range + (code - start) * 2) === 0;
      if (!missing) found.add(code);
    }
  }
}

function readGroups(font: Buffer, at: number, found: Set<number>): void {
  for (let index = 0; index < font.readUInt32BE(at + 12); index++) {
    const group = at + 16 + index * 12;
    for (let code = font.readUInt32BE(group); code <= font.readUInt32BE(group + 4); code++) found.add(code);
  }
}
