import { styleOf } from "#lib/core/charts/chart-style.ts";
import { markSvg } from "#lib/core/charts/mark-svg.ts";
import { renderSvg } from "#lib/core/charts/render-svg.ts";
import { element, escapeXml } from "#lib/core/charts/svg.ts";
import {
  type Block,
  type BlockMapping,
  type Document,
  fullTitle,
  mapBlock,
  plainText,
  type Run,
  type Section,
  type TableBlock,
  type TableCell,
  type TableColumn,
  text,
} from "#lib/core/documents/document.ts";
import { documentCss } from "#lib/core/documents/render/html-style.ts";
import type { ShownVerdict } from "#lib/core/outcome-words.ts";
import { formatNumber } from "#lib/core/units.ts";

const TOKENS = styleOf("screen").colours;

/** One page that needs nothing else: styles and drawings are in it, it loads nothing and runs nothing. */
export function renderHtml(document: Document): string {
  const title = fullTitle(document);
  const contents = document.sections.map(
    ({ key, number, title: name }) =>
      `<li><a href="#${anchor(key)}"><span class="no">${number}</span> ${escapeXml(name)}</a></li>`,
  );
  return [
    "<!doctype html>",
    `<html lang="${document.language}">`,
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    element("meta", { name: "generator", content: "Optimization Portal" }),
    element("meta", { name: "date", content: document.generatedAt }),
    `<title>${escapeXml([title, document.period?.label].filter(Boolean).join(", "))}</title>`,
    `<style>${documentCss()}</style></head>`,
    "<body><main>",
    ...document.front.filter((block) => block.kind === "cover").map(blockHtml),
    `<nav aria-label="Contents"><ol>${contents.join("")}</ol></nav>`,
    ...document.front.filter((block) => block.kind !== "cover").map(blockHtml),
    ...document.sections.map(sectionHtml),
    document.foot ? `<footer>${escapeXml(document.foot)}</footer>` : "",
    "</main></body></html>",
    "",
  ].join("\n");
}

const mapping: BlockMapping<string> = {
  cover: (block) =>
    element(
      "header",
      { class: "cover" },
      `<p class="covertop"><b>${escapeXml(block.organisation)}</b> <span>${escapeXml(block.version ?? "")}</span></p>` +
        `<h1>${escapeXml(block.title)}</h1><p class="sub">${escapeXml(block.subtitle)}</p>` +
        `<dl class="tally">${block.tally.map(({ mark, word, count }) => `<div><dt class="${mark}">${glyph(mark)}${escapeXml(word)}</dt><dd>${formatNumber(count)}</dd></div>`).join("")}</dl>` +
        `<p class="sentence">${runsHtml(block.sentence)}</p>${mapping.facts({ kind: "facts", items: block.facts })}`,
    ),
  heading: ({ level, number, runs }) =>
    `<h${level + 1}>${numberHtml(number)}${runsHtml(runs)}</h${level + 1}>`,
  paragraph: ({ runs }) => `<p>${runsHtml(runs)}</p>`,
  list: ({ ordered, start, items }) => {
    const inner = items.map((item) => `<li>${item.map(blockHtml).join("")}</li>`).join("");
    return ordered ? `<ol${start === 1 ? "" : ` start="${start}"`}>${inner}</ol>` : `<ul>${inner}</ul>`;
  },
  table: (block) => tableHtml(block),
  figure: ({ number, chart }) =>
    `<figure class="drawing"><p class="figtitle">${escapeXml(chart.title)}</p><p class="figsub">${escapeXml(chart.subtitle)}</p>` +
    `${scrolled("wide", `Figure ${number ?? ""}`, renderSvg(chart, "screen", 640))}` +
    `<figcaption>${number ? `Figure ${escapeXml(number)}. ` : ""}${escapeXml(chart.source)}</figcaption></figure>`,
  finding: ({ mark, word, basis, sentence, notes }) =>
    `<div class="finding">${glyph(mark, 22)}<div><p class="said">${runsHtml(sentence)}</p>` +
    `<p class="basis"><b class="${mark}">${escapeXml(word)}</b>, ${escapeXml(basis)}</p>` +
    `${notes.map((note) => `<p class="basis">${runsHtml(note)}</p>`).join("")}</div></div>`,
  callout: ({ tone, title, blocks }) =>
    `<aside class="callout ${tone}"><p><b>${escapeXml(title)}</b></p>${blocks.map(blockHtml).join("")}</aside>`,
  facts: ({ items }) =>
    items.length === 0
      ? ""
      : `<dl class="facts">${items.map(({ term, runs }) => `<div><dt>${escapeXml(term)}</dt><dd>${runsHtml(runs)}</dd></div>`).join("")}</dl>`,
  key: ({ items }) =>
    `<p class="key">${items.map(({ mark, text: words }) => `<span>${glyph(mark, 12)}${escapeXml(words)}</span>`).join(" ")}</p>`,
  quote: ({ blocks }) => `<blockquote>${blocks.map(blockHtml).join("")}</blockquote>`,
  code: (block) => `<pre><code>${escapeXml(block.text)}</code></pre>`,
  rule: () => "<hr>",
  seal: ({ value, words }) =>
    `<p class="seal">Seal <code>${escapeXml(value)}</code>. ${escapeXml(words)}</p>`,
};

function blockHtml(block: Block): string {
  return mapBlock(mapping, block);
}

function sectionHtml({ key, number, title, blocks }: Section): string {
  return `<section id="${anchor(key)}"><h2>${numberHtml(String(number))}${escapeXml(title)}</h2>${blocks.map(blockHtml).join("\n")}</section>`;
}

function tableHtml({ number, caption, columns, rows }: TableBlock): string {
  const head = columns.map(
    ({ title, kind }) => `<th scope="col"${kind === "number" ? ' class="n"' : ""}>${escapeXml(title)}</th>`,
  );
  const body = rows.map(
    (row) =>
      `<tr>${row.map((each, index) => cellHtml(each, index === 0, columns[index]?.kind)).join("")}</tr>`,
  );
  const words = `${number ? `Table ${escapeXml(number)}. ` : ""}${runsHtml(caption)}`;
  const table = `<table><thead><tr>${head.join("")}</tr></thead><tbody>${body.join("\n")}</tbody></table>`;
  return `<figure>${scrolled("scroll", `Table ${number ?? ""}`, table)}${words ? `<figcaption>${words}</figcaption>` : ""}</figure>`;
}

// What is wider than a phone scrolls by itself, and can be reached without a mouse.
function scrolled(name: string, label: string, inner: string): string {
  return element("div", { class: name, tabindex: 0, role: "region", "aria-label": label.trim() }, inner);
}

function cellHtml(
  { runs, note, mark }: TableCell,
  heads: boolean,
  kind: TableColumn["kind"] = "text",
): string {
  const sign = mark && kind === "verdict" ? glyph(mark) : "";
  const words = mark ? `<span class="verdict ${mark}">${sign}${runsHtml(runs)}</span>` : runsHtml(runs);
  const inner = `${words}${note ? `<span class="note">${escapeXml(note)}</span>` : ""}`;
  return heads
    ? `<th scope="row">${inner}</th>`
    : `<td${kind === "number" ? ' class="n"' : ""}>${inner}</td>`;
}

function runsHtml(runs: Run[]): string {
  return runs.map(runHtml).join("");
}

function runHtml(run: Run): string {
  if (run.text === "\n") return "<br>";
  let html = escapeXml(run.text);
  if (run.code) html = `<code>${html}</code>`;
  if (run.strike) html = `<s>${html}</s>`;
  if (run.emphasis) html = `<em>${html}</em>`;
  if (run.strong) html = `<strong>${html}</strong>`;
  return run.href ? `<a href="${escapeXml(run.href)}" rel="noreferrer">${html}</a>` : html;
}

function numberHtml(number: string | null): string {
  return number ? `<span class="no">${escapeXml(number)}</span> ` : "";
}

function glyph(mark: ShownVerdict, size = 14): string {
  return markSvg(mark, TOKENS, size);
}

// Keys come from the portal, but an id may hold nothing that would end the attribute.
function anchor(key: string): string {
  return plainText(text(key))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
}
