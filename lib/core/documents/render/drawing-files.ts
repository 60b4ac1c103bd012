import { Resvg } from "@resvg/resvg-js";
import { fontFiles } from "#lib/core/documents/render/font-files.ts";

/** A drawing for a word processor: without fonts of its own, and as a picture for those that read no SVG. */
export type DrawingFiles = { svg: string; png: Uint8Array; width: number; height: number };

/** `scale` is the number of picture pixels per pixel of the drawing; without `ground` the picture is transparent. */
export function drawingFiles(svg: string, scale: number, ground?: string): DrawingFiles {
  const font = { fontFiles: fontFiles(), loadSystemFonts: false, defaultFontFamily: "Inter" };
  const drawing = new Resvg(svg, { font, fitTo: { mode: "zoom", value: scale }, background: ground });
  const { width, height } = drawing;
  // Written out again, the letters are outlines: every reader shows the same type, whatever is installed.
  return { svg: drawing.toString(), png: drawing.render().asPng(), width, height };
}
