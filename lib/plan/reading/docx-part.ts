import { Readable } from "node:stream";
import JSZip from "jszip";
import { AppError } from "#lib/core/errors.ts";
import { decodedText } from "#lib/core/formats/reading/text-decoder.ts";

/** More than the text of a plan of a thousand pages. */
const largestBytes = 40_000_000;

export async function openArchive(bytes: Uint8Array, fileName: string): Promise<JSZip> {
  try {
    return await JSZip.loadAsync(bytes);
  } catch (error) {
    throw damaged(fileName, "the archive", error);
  }
}

/**
 * A part of an archive as text; null where there is none. It is inflated piece by piece and no further than is read at
 * most, whatever size the archive claims: a small file may hold a very large one.
 */
export async function docxPart(
  archive: JSZip,
  path: string,
  fileName: string,
  most = largestBytes,
): Promise<string | null> {
  const part = archive.file(path);
  if (!part) return null;
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of new Readable().wrap(part.nodeStream())) {
      const bytes = Buffer.from(piece);
      pieces.push(bytes);
      length += bytes.length;
      if (length > most) break;
    }
  } catch (error) {
    throw damaged(fileName, path, error);
  }
  if (length > most) {
    const limit = `${Math.round(most / 1_000_000)} MB`;
    throw new AppError("INVALID", `${fileName}: ${path} in it is larger than ${limit} and was not read.`);
  }
  return decodedText(Buffer.concat(pieces));
}

function damaged(fileName: string, what: string, cause: unknown): AppError {
  const message = `${fileName}: ${what} is damaged. Open the document, save it again as DOCX, and try once more.`;
  return new AppError("INVALID", message, { cause });
}
