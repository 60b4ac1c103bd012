import type { Palette } from "#lib/core/charts/chart-style.ts";
import { element } from "#lib/core/charts/svg.ts";
import type { ShownVerdict } from "#lib/core/outcome-words.ts";

/**
 * The mark before a verdict's word: solid with a glyph where proven, outlined where reported, dotted where
 * inconclusive, an open ring while measuring. Decoration for those who see it; the word beside it says the same.
 */
export function markSvg(mark: ShownVerdict, colours: Palette, size = 16): string {
  const root = {
    xmlns: "http://www.w3.org/2000/svg",
    width: size,
    height: size,
    viewBox: "-0.5 -0.5 17 17",
    "aria-hidden": "true",
    fill: "none",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  };
  return element("svg", root, shapes[mark](colours));
}

/** The colour of a verdict's mark and word. */
export function markColour(mark: ShownVerdict, colours: Palette): string {
  if (mark === "reported") return colours.ink;
  return mark === "measuring" ? colours.inkMuted : colours[mark];
}

const shapes: Record<ShownVerdict, (colours: Palette) => string> = {
  improved: (colours) => solid(colours.improved, colours.onOutcome, "M4.6 8.3l2.4 2.4 4.5-5"),
  unchanged: (colours) => solid(colours.unchanged, colours.onOutcome, "M4.9 6.5h6.2M4.9 9.6h6.2"),
  regressed: (colours) => solid(colours.regressed, colours.onOutcome, "M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"),
  inconclusive: (colours) =>
    ring(colours.inconclusive, { r: 7.1, "stroke-width": 1.7, "stroke-dasharray": "0.1 3.086" }) +
    line(colours.inconclusive, 1.5, "M6.2 6.3c0-1.1.8-1.8 1.8-1.8s1.8.7 1.8 1.7c0 1.3-1.8 1.4-1.8 2.7") +
    line(colours.inconclusive, 2, "M8 11.3v.05"),
  reported: (colours) =>
    ring(colours.ink, { r: 7.25, "stroke-width": 1.4 }) +
    line(colours.ink, 1.3, "M6.9 5.6c-1.5.5-2 1.6-2 2.9M11 5.6c-1.5.5-2 1.6-2 2.9") +
    line(colours.ink, 2.6, "M5.6 9.3v.1M9.7 9.3v.1"),
  measuring: (colours) => line(colours.inkMuted, 1.5, "M8 1.2a6.8 6.8 0 1 1-6.4 4.5"),
};

function solid(fill: string, glyph: string, path: string): string {
  return element("circle", { cx: 8, cy: 8, r: 8, fill }) + line(glyph, 1.7, path);
}

function ring(stroke: string, look: Record<string, string | number>): string {
  return element("circle", { cx: 8, cy: 8, stroke, ...look });
}

function line(stroke: string, width: number, d: string): string {
  return element("path", { d, stroke, "stroke-width": width });
}
