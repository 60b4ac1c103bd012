/** SVG as text. Values are escaped here and nowhere else. */

export type Attributes = Record<string, string | number | null>;

export function element(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === "number" ? Math.round(value * 100) / 100 : escapeXml(value ?? "")}"`,
    )
    .join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

export function escapeXml(text: string): string {
  return writable(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** Text without what XML cannot write at all: control characters and halves of surrogate pairs become \ufffd. */
export function writable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (char) => (/[\t\n\r]/.test(char) ? char : "\ufffd"));
}

/** The root of a drawing, with its words for those who cannot see it. */
export function drawingRoot(width: number, height: number, alt: string, content: string): string {
  const box = `0 0 ${width} ${height}`;
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "chart",
      width,
      height,
      viewBox: box,
      role: "img",
      "aria-label": alt,
    },
    content,
  );
}
