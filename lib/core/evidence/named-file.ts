import type { ParsedFile } from "#lib/core/formats/parsed.ts";

/** A result file as it reaches the comparison: its text is decoded, its hash is of the bytes as given. */
export type NamedFile = {
  name: string;
  text: string;
  sha256: string;
  /** Counters that only grow: the earlier snapshot, from which this one is counted. */
  since?: { name: string; text: string; sha256: string };
  /** The file already read, where it is too long to hold as text (then `text` is empty). */
  parsed?: ParsedFile;
};

/** The hashes of a file and of its earlier snapshot. */
export function hashesOf(file: NamedFile): string[] {
  return file.since ? [file.since.sha256, file.sha256] : [file.sha256];
}
