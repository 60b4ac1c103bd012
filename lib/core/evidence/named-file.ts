/** A result file as it reaches the comparison: its text is decoded, its hash is of the bytes as given. */
export type NamedFile = { name: string; text: string; sha256: string };
