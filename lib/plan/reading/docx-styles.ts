import { readXml } from "#lib/plan/reading/xml-elements.ts";

/** What a paragraph style says that matters here. */
export type ParagraphStyle = {
  name: string;
  /** From 1; null where the style is no heading's. */
  heading: number | null;
  listed: boolean;
  bold: boolean;
};

type Written = {
  id: string;
  name: string;
  basedOn: string | null;
  outline: number | null;
  listed: boolean | null;
  bold: boolean | null;
};

/**
 * The paragraph styles of a document by their ids. Headings are told by the outline level or by the style's name, which
 * Word keeps in English whatever language it speaks; a style is what the one it is based on is, unless it says otherwise.
 */
export function paragraphStyles(xml: string | null, place: string): Map<string, ParagraphStyle> {
  const written = xml === null ? new Map<string, Written>() : writtenStyles(xml, place);
  return new Map([...written.keys()].map((id) => [id, styleOf(id, written)]));
}

function styleOf(id: string, written: Map<string, Written>): ParagraphStyle {
  const style: ParagraphStyle = {
    name: written.get(id)?.name ?? id,
    heading: null,
    listed: false,
    bold: false,
  };
  const line: Written[] = [];
  for (let next = written.get(id); next && line.length < 20; next = written.get(next.basedOn ?? ""))
    line.unshift(next);
  for (const each of line) {
    const [, level] = /^heading (\d)$/i.exec(each.name) ?? [];
    if (/^title$/i.test(each.name)) style.heading = 1;
    if (level) style.heading = Number(level);
    if (each.outline !== null) style.heading = each.outline < 9 ? each.outline + 1 : null;
    style.listed = each.listed ?? style.listed;
    style.bold = each.bold ?? style.bold;
  }
  return style;
}

function writtenStyles(xml: string, place: string): Map<string, Written> {
  const styles = new Map<string, Written>();
  let current: Written | null = null;
  readXml(xml, place, {
    open: ({ name, attributes }) => {
      const value = attributes["w:val"] ?? "";
      if (name === "w:style" && attributes["w:type"] === "paragraph") {
        const id = attributes["w:styleId"] ?? "";
        current = { id, name: id, basedOn: null, outline: null, listed: null, bold: null };
        styles.set(id, current);
      }
      if (!current) return;
      if (name === "w:name") current.name = value;
      if (name === "w:basedOn") current.basedOn = value;
      if (name === "w:outlineLvl") current.outline = Number(value);
      if (name === "w:numId") current.listed = value !== "0";
      if (name === "w:b") current.bold = isOn(value);
    },
    close: (name) => {
      if (name === "w:style") current = null;
    },
    text: () => undefined,
  });
  return styles;
}

/** Word writes what is on without a value. */
export function isOn(value: string | undefined): boolean {
  return !["0", "false", "off", "none"].includes(value ?? "");
}
