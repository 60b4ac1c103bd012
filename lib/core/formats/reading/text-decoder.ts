/**
 * The decoder for a file that begins with these bytes: UTF-8, or the UTF-16 that a redirection in Windows PowerShell
 * writes, told by its mark. The same at every door, so that a file has one text. The mark stays in the text.
 */
export function textDecoder(start: Uint8Array): TextDecoder {
  return new TextDecoder(encodingOf(start), { ignoreBOM: true });
}

/** All bytes of a file as text. What its encoding does not have becomes replacement marks, which readers refuse. */
export function decodedText(bytes: Uint8Array): string {
  return textDecoder(bytes).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
