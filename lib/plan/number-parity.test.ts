import JSZip from "jszip";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { beforeAll, describe, expect, it } from "vitest";
import { renderDocx } from "#lib/core/documents/render/docx.ts";
import { renderHtml } from "#lib/core/documents/render/html.ts";
import { renderMarkdown } from "#lib/core/documents/render/markdown.ts";
import { renderPdf } from "#lib/core/documents/render/typst.ts";
import { planDocument } from "#lib/plan/plan-document.ts";
import { squeezed, stretchesIn } from "#lib/testing/document-figures.ts";
import { aPlan } from "#lib/testing/golden-plan.ts";

const document = planDocument(aPlan());
const options = { createdAt: new Date("2026-10-06T07:12:00Z") };
const made: Record<string, string> = {};

beforeAll(async () => {
  const docx = await JSZip.loadAsync(await renderDocx(document, options));
  made.HTML = squeezed(renderHtml(document));
  made.Markdown = squeezed(renderMarkdown(document));
  made.DOCX = squeezed((await docx.file("word/document.xml")?.async("string")) ?? "");
  made.PDF = squeezed(await wordsOfPdf(renderPdf(document, options)));
}, 60_000);

const said = stretchesIn(document.sections.map(({ blocks }) => blocks));

describe("a number of the plan", () => {
  it("is said by many sentences and cells", () => {
    expect(said.length).toBeGreaterThan(60);
    expect(said.some((words) => words.includes("412"))).toBe(true);
  });

  it.each(["HTML", "Markdown", "DOCX", "PDF"])(
    "is the same in %s: none differs, none is missing",
    (format) => {
      const words = made[format] ?? "";
      expect(said.filter((one) => !words.includes(squeezed(one)))).toEqual([]);
    },
  );

  it("would be missed if it were rounded otherwise", () => {
    const [longest = ""] = said.toSorted((one, other) => other.length - one.length);
    expect(made.HTML).toContain(squeezed(longest));
    const other = longest.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
    expect(made.HTML).not.toContain(squeezed(other));
  });
});

async function wordsOfPdf(bytes: Uint8Array): Promise<string> {
  const pdf = await getDocument({ data: new Uint8Array(bytes) }).promise;
  const pages: string[] = [];
  for (let page = 1; page <= pdf.numPages; page++) {
    const { items } = await (await pdf.getPage(page)).getTextContent();
    pages.push(items.map((item) => ("str" in item ? item.str : "")).join(""));
  }
  return pages.join("");
}
