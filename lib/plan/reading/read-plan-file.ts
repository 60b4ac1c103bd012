import { builtInPractices } from "#lib/changes/model.ts";
import { AppError } from "#lib/core/errors.ts";
import { readable } from "#lib/core/formats/reading/source-text.ts";
import { decodedText } from "#lib/core/formats/reading/text-decoder.ts";
import { docxItems } from "#lib/plan/reading/docx-items.ts";
import type { PlanReading } from "#lib/plan/reading/plan-reading.ts";
import type { KnownPractice } from "#lib/plan/reading/practice-names.ts";
import { readPlan } from "#lib/plan/reading/read-plan.ts";
import { textItems } from "#lib/plan/reading/text-items.ts";

/** A plan is written by people: more than that nobody wrote. */
export const largestPlanBytes = 20_000_000;
const largestTextBytes = 5_000_000;

/**
 * Reads a plan document: text, Markdown or DOCX, told by its content. Throws INVALID saying what was looked for where it
 * is none of these.
 */
export async function readPlanFile(
  file: { name: string; bytes: Uint8Array },
  practices: readonly KnownPractice[] = builtInPractices,
): Promise<PlanReading> {
  const { name, bytes } = file;
  if (bytes.length > largestPlanBytes) throw tooLarge(name, bytes.length, largestPlanBytes);
  if (startsWith(bytes, "PK")) {
    const items = await docxItems(bytes, name);
    if (items === null) throw refused(name, "an archive without word/document.xml");
    return readPlan(items, practices);
  }
  const known = otherKinds.find(([start]) => startsWith(bytes, start));
  if (known) throw refused(name, known[1]);
  if (bytes.length > largestTextBytes) throw tooLarge(name, bytes.length, largestTextBytes);
  const text = readable(decodedText(bytes), name);
  if (/^\s*<(?:!doctype html|html)\b/i.test(text)) throw refused(name, "a web page");
  return readPlan(textItems(text), practices);
}

const otherKinds: [start: string, is: string][] = [
  ["%PDF", "a PDF"],
  ["{\\rtf", "RTF"],
  ["\u00d0\u00cf\u0011\u00e0", "a document of Word before 2007 (DOC)"],
];

function startsWith(bytes: Uint8Array, start: string): boolean {
  return Array.from(start).every((letter, at) => bytes[at] === letter.charCodeAt(0));
}

function refused(name: string, is: string): AppError {
  return new AppError(
    "INVALID",
    `${name} is ${is}. A plan is read from text, Markdown or DOCX (an archive with word/document.xml): save it as one of these.`,
  );
}

export function tooLarge(name: string, bytes: number, most: number): AppError {
  const limit = `${most / 1_000_000} MB`;
  return new AppError(
    "LIMIT",
    `${name} has ${bytes.toLocaleString("en")} bytes; of a plan at most ${limit} are read.`,
  );
}
