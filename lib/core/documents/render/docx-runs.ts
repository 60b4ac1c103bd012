import { ExternalHyperlink, ImageRun, type ParagraphChild, Tab, TextRun } from "docx";
import { markColour, markSvg } from "#lib/core/charts/mark-svg.ts";
import { writable } from "#lib/core/charts/svg.ts";
import type { Run } from "#lib/core/documents/document.ts";
import { COLOURS, hex, MONO } from "#lib/core/documents/render/docx-styles.ts";
import { type DrawingFiles, drawingFiles } from "#lib/core/documents/render/drawing-files.ts";
import type { ShownVerdict } from "#lib/core/outcome-words.ts";

/** Runs of text, in their styles and with their links. */
export function runsOf(runs: Run[]): ParagraphChild[] {
  return runs.map((run) => {
    if (run.text === "\n") return new TextRun({ break: 1 });
    const look = {
      text: writable(run.text),
      bold: run.strong,
      italics: run.emphasis,
      strike: run.strike,
      ...(run.code ? { font: MONO } : {}),
    };
    if (!run.href) return new TextRun(look);
    return new ExternalHyperlink({
      link: run.href,
      children: [new TextRun({ ...look, style: "Hyperlink" })],
    });
  });
}

/** The number of a heading, quieter than its words. */
export function numberRun(number: string | null): ParagraphChild[] {
  if (number === null) return [];
  return [new TextRun({ text: `${number}  `, bold: false, color: hex(COLOURS.inkMuted) })];
}

/** What stands at the right end of the line. */
export function atRightEnd(version: string | null): TextRun[] {
  if (version === null) return [];
  return [
    new TextRun({ children: [new Tab(), writable(version)], bold: false, color: hex(COLOURS.inkMuted) }),
  ];
}

/** A word in the colour of its verdict. */
export function coloured(words: string, mark: ShownVerdict): TextRun {
  return new TextRun({ text: writable(words), color: hex(markColour(mark, COLOURS)), bold: true });
}

/** Text with its own line ends. */
export function lines(words: string): ParagraphChild[] {
  return words
    .split("\n")
    .map((line, index) => new TextRun({ text: writable(line), ...(index > 0 ? { break: 1 } : {}) }));
}

/** The mark of a verdict. The word beside it says the same, so a screen reader skips it. */
export function markImage(mark: ShownVerdict, size: number): ImageRun {
  const { svg, png } = markFiles(mark);
  return new ImageRun({
    type: "svg",
    data: Buffer.from(svg),
    fallback: { type: "png", data: png },
    transformation: { width: size, height: size },
    altText: { name: mark, description: "", title: "" },
    decorative: true,
    run: { position: "-1pt" },
  });
}

const drawnMarks = new Map<ShownVerdict, DrawingFiles>();

// There are six marks and hundreds of places for them.
function markFiles(mark: ShownVerdict): DrawingFiles {
  const known = drawnMarks.get(mark) ?? drawingFiles(markSvg(mark, COLOURS), 4);
  drawnMarks.set(mark, known);
  return known;
}
