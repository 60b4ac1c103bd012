import { AlignmentType, type IParagraphStyleOptions, type IStylesOptions, LevelFormat } from "docx";
import { styleOf } from "#lib/core/charts/chart-style.ts";

/** The text area of an A4 page with the margins of the printed plan, in twentieths of a point. */
export const TEXT_WIDTH = 9412;
export const PAGE = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 1361, bottom: 1247, left: 1247, right: 1247, header: 624, footer: 567 },
};

export const COLOURS = styleOf("print").colours;
export const SERIF = "Source Serif 4";
export const SANS = "Inter";
export const MONO = "Source Code Pro";

/** Word writes colours without the hash. */
export function hex(colour: string): string {
  return colour.replace("#", "").toUpperCase();
}

/** The sizes of the printed plan, as styles that a person can change in one place. */
export function docxStyles(): IStylesOptions {
  const heading = (size: number, line: number, before: number, after: number) => ({
    run: { font: SERIF, size: size * 2, bold: true, color: hex(COLOURS.ink) },
    paragraph: { ...spacing(line, before, after), keepNext: true, keepLines: true },
  });
  return {
    default: {
      document: {
        run: { font: SERIF, size: 21, color: hex(COLOURS.ink), language: { value: "en-GB" } },
        paragraph: spacing(15.5, 0, 6),
      },
      title: {
        run: { font: SERIF, size: 68, bold: false },
        paragraph: { ...spacing(38, 130, 6), indent: { right: 4600 } },
      },
      heading1: heading(20, 25, 15, 8),
      heading2: heading(13, 18, 15, 4),
      heading3: heading(11, 15.5, 12, 3),
      heading4: heading(10.5, 15.5, 10, 3),
      listParagraph: { run: {}, paragraph: spacing(15.5, 0, 3) },
      hyperlink: { run: { color: hex(COLOURS.accent), underline: {} } },
      caption: sans("Caption", 7.5, 10.5, { color: COLOURS.inkMuted, before: 3, after: 14 }),
    },
    paragraphStyles: PARAGRAPH_STYLES,
  };
}

export const BULLETS = "bullets";

/** The numbering of lists that begin with this number. */
export function numbersFrom(start: number): string {
  return `numbers-from-${start}`;
}

/** Bullets and numbers, as deep as Word nests lists. */
export function docxNumbering(starts: Iterable<number>) {
  const levels = Array.from({ length: 9 }, (_, level) => ({
    level,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: 360 * (level + 1), hanging: 260 } } },
  }));
  const bullets = levels.map((each) => ({
    ...each,
    format: LevelFormat.BULLET,
    text: each.level % 2 ? "·" : "–",
  }));
  const numbers = [...starts].map((start) => ({
    reference: numbersFrom(start),
    levels: levels.map((each) => ({
      ...each,
      format: LevelFormat.DECIMAL,
      text: `%${each.level + 1}.`,
      start,
    })),
  }));
  return { config: [{ reference: BULLETS, levels: bullets }, ...numbers] };
}

type Look = {
  color?: string;
  bold?: boolean;
  before?: number;
  after?: number;
  keepNext?: boolean;
  family?: string;
  indent?: { left: number; hanging?: number };
};

// Sizes in points: the letters and the distance of the lines.
function sans(name: string, size: number, line: number, look: Look = {}): Omit<IParagraphStyleOptions, "id"> {
  const { color = COLOURS.ink, bold = false, family = SANS, keepNext = false, indent } = look;
  return {
    name,
    basedOn: "Normal",
    quickFormat: true,
    run: { font: family, size: size * 2, bold, italics: false, color: hex(color) },
    paragraph: {
      ...spacing(line, look.before ?? 0, look.after ?? 0),
      keepNext,
      ...(indent ? { indent } : {}),
    },
  };
}

function spacing(line: number, before: number, after: number) {
  return { spacing: { before: before * 20, after: after * 20, line: line * 20, lineRule: "exact" as const } };
}

const PARAGRAPH_STYLES: IParagraphStyleOptions[] = [
  { id: "Organisation", ...sans("Organisation", 9, 12, { bold: true }) },
  {
    id: "CoverSubtitle",
    ...sans("Cover Subtitle", 14, 20, { color: COLOURS.inkSoft, family: SERIF, after: 60 }),
  },
  { id: "TallyWord", ...sans("Tally Word", 8.5, 14, { before: 6 }) },
  { id: "TallyCount", ...sans("Tally Count", 20, 26, { after: 4 }) },
  { id: "ContentsTitle", ...sans("Contents Title", 20, 25, { family: SERIF, bold: true, after: 10 }) },
  { id: "TableText", ...sans("Table Text", 8.5, 11.5) },
  { id: "TableHead", ...sans("Table Head", 7.5, 10, { color: COLOURS.inkMuted }) },
  { id: "TableNote", ...sans("Table Note", 7.5, 10, { color: COLOURS.inkMuted }) },
  {
    id: "FigureTitle",
    ...sans("Figure Title", 11, 14, { family: SERIF, bold: true, before: 12, keepNext: true }),
  },
  {
    id: "FigureNote",
    ...sans("Figure Note", 7.5, 10.5, { color: COLOURS.inkMuted, after: 5, keepNext: true }),
  },
  {
    id: "Drawing",
    name: "Drawing",
    basedOn: "Normal",
    paragraph: { spacing: { before: 0, after: 60, line: 240, lineRule: "auto" }, keepNext: true },
  },
  {
    id: "Finding",
    ...sans("Finding", 12, 17, {
      family: SERIF,
      before: 10,
      keepNext: true,
      indent: { left: 400, hanging: 400 },
    }),
  },
  { id: "Basis", ...sans("Basis", 8, 12, { color: COLOURS.inkMuted, after: 3, indent: { left: 400 } }) },
  { id: "CalloutTitle", ...sans("Callout Title", 9, 13, { bold: true, before: 8, keepNext: true }) },
  { id: "Fact", ...sans("Fact", 7.5, 11) },
  { id: "Key", ...sans("Key", 7.5, 12, { color: COLOURS.inkSoft, before: 8, after: 8 }) },
  {
    id: "QuoteText",
    name: "Quote Text",
    basedOn: "Normal",
    run: { color: hex(COLOURS.inkSoft) },
    paragraph: { indent: { left: 360 } },
  },
  { id: "CodeText", ...sans("Code Text", 9, 13, { family: MONO, after: 8 }) },
  { id: "Running", ...sans("Running", 7.5, 11, { color: COLOURS.inkMuted }) },
  { id: "TOC1", ...sans("toc 1", 9.5, 14, { before: 5 }) },
  { id: "TOC2", ...sans("toc 2", 9.5, 14, { indent: { left: 280 } }) },
];
