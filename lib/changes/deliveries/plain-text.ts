/** Other programs' text in our fields: cut to what fits, without the characters that these refuse. */

/** The first line that says something. */
export function oneLine(text: string | null | undefined, max = 200): string {
  const [line = ""] = plain(text ?? "")
    .split("\n")
    .map((part) => part.replaceAll(/\s+/g, " ").trim())
    .filter((part) => part !== "");
  return line.length <= max ? line : `${whole(line.slice(0, max - 1))}…`;
}

export function severalLines(text: string | null | undefined, max = 10_000): string {
  const lines = plain(text ?? "").trim();
  return lines.length <= max ? lines : `${whole(lines.slice(0, max - 1))}…`;
}

function plain(text: string): string {
  const kept = [...text.toWellFormed().replaceAll("\r\n", "\n")].filter((character) => {
    const code = character.codePointAt(0) ?? 0;
    return (code >= 32 || code === 9 || code === 10) && code !== 127;
  });
  return kept.join("");
}

/** A cut between the two halves of a character leaves half a character. */
function whole(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}
