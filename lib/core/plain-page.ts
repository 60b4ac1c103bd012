/**
 * A whole page as plain HTML, for doors that no page of the web stands behind: no script, nothing from elsewhere. `main`
 * is HTML; what people wrote goes through `escaped` on its way in.
 */
export type PlainPage = { title: string; description?: string; main: string; style: string; nonce: string };

export function plainPage({ title, description, main, style, nonce }: PlainPage): string {
  const about = description ? `<meta name="description" content="${escaped(description)}">\n` : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${about}<title>${escaped(title)}</title>
<style nonce="${escaped(nonce)}">${tokens}${style}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;
}

export function escaped(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A few of the tokens of app/tokens.css, so that it looks like the portal. */
const tokens = `
:root { color-scheme: light dark; --paper: light-dark(#ffffff, #141517); --ink: light-dark(#1a1b1d, #ecedee);
  --muted: light-dark(#60646a, #9ba0a7); --control: light-dark(#858a91, #747a82); --accent: light-dark(#1c4fa8, #8ab4f8);
  --on-accent: light-dark(#ffffff, #10141c); --danger: light-dark(#b0210f, #ff8a78); }
body { margin: 0; background: var(--paper); color: var(--ink); font: 400 16px/1.5 Inter, system-ui, "Segoe UI", Arial, sans-serif; }
h1 { font: 600 1.625rem/1.3 Georgia, "Times New Roman", serif; }
`;
