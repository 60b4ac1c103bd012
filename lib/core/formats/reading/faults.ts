import { AppError } from "#lib/core/errors.ts";

/** Refuses a whole file: `file.csv, line 12: “abc” is not a number.` */
export function faultyFile(fileName: string, fault: string, line?: number): AppError {
  const place = line === undefined ? fileName : `${fileName}, line ${line}`;
  return new AppError("INVALID", `${place}: ${fault}`);
}

/** Text of a file as it may stand in a message: one line, not long, no control characters. */
export function quoted(text: string, longest = 40): string {
  const plain = Array.from(text.slice(0, longest * 4), (letter) => (isControl(letter) ? " " : letter)).join(
    "",
  );
  const letters = Array.from(plain);
  return letters.length > longest ? `“${letters.slice(0, longest).join("")}…”` : `“${plain}”`;
}

function isControl(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return code < 32 || (code >= 127 && code < 160) || code === 0x2028 || code === 0x2029;
}
