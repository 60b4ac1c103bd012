import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, it } from "vitest";
import { cell, type TableBlock } from "#lib/core/documents/document.ts";
import { drawable, undisplayed, without } from "#lib/core/documents/render/glyph-coverage.ts";
import { renderPdf } from "#lib/core/documents/render/typst.ts";
import { aDocument, documentOf } from "#lib/testing/golden-document.ts";
import { readPdf } from "#lib/testing/read-pdf.ts";

const createdAt = new Date("2026-10-06T07:12:00Z");

describe("the PDF", () => {
  it("is tagged as PDF/UA-1, titled, and carries its data", async () => {
    const attachment = { name: "plan.json", text: '{"seal":"4c81"}', description: "The data of this plan" };
    const bytes = renderPdf(aDocument(), { createdAt, attachment });
    const pdf = await readPdf(bytes);
    expect(Buffer.from(bytes).toString("latin1")).toMatch(/pdfuaid:part>1</);
    expect(pdf.title).toBe("SayPro Optimization Plan");
    for (const role of ["H1", "H2", "Table", "TH", "TD", "L", "Figure", "TOC", "Link"])
      expect(pdf.roles).toContain(role);
    expect(pdf.attachments).toEqual(['plan.json {"seal":"4c81"}']);
  });

  it("prints what no font can draw as the replacement character", () => {
    expect(drawable("Größe Кириллица → 日本 😀")).toBe("Größe Кириллица → �� 😀");
    expect(drawable("�")).toBe("�");
    expect(() => renderPdf(documentOf("日本語 😀 مرحبا \u{10ffff}"), { createdAt })).not.toThrow();
  });

  it("replaces that alone, and draws the scripts beside it", async () => {
    const { text: printed } = await readPdf(
      renderPdf(documentOf("אבג \u0645\u0631 😀 \u{10fffd} 👩\u200d💻 end"), { createdAt }),
    );
    for (const words of ["😀", "end", "�"]) expect(printed).toContain(words);
    expect(printed).toMatch(/[\u0590-\u05ff]/);
    expect(printed).toMatch(/[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]/);
    const error = 'message: "PDF/UA-1 error: the text `\\"\\u{10fffd}\\"` could not be displayed with font"';
    expect(undisplayed(new Error(error))).toEqual(["\u{10fffd}"]);
    expect(without(new Set(["\u200d", "漢"]), "a\u200d漢b")).toBe("a�b");
  });

  it("breaks a word that is longer than its column, and adds nothing to it", async () => {
    const word = "W".repeat(200);
    const table: TableBlock = {
      kind: "table",
      number: null,
      caption: [],
      columns: [
        { title: "Change", kind: "text", share: 3 },
        { title: "Effect", kind: "number", share: 1 },
      ],
      rows: [[cell(word), cell("1 %")]],
    };
    const blank = documentOf("");
    const wide = { ...blank, sections: [{ key: "a", number: 1, title: word, blocks: [table] }] };
    const bytes = renderPdf(wide, { createdAt });
    const page = await (await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise).getPage(1);
    const { items } = await page.getTextContent();
    const ends = items.flatMap((item) => ("str" in item ? [(item.transform[4] as number) + item.width] : []));
    expect(Math.max(...ends)).toBeLessThanOrEqual(595 - 62 + 1);
    expect((await readPdf(bytes)).text.replaceAll(/\s/g, "")).toContain(word);
  });

  it("goes on under a short section, and begins a page where little is left of one", async () => {
    const lines = (count: number) =>
      Array.from({ length: count }, () => ({ kind: "paragraph" as const, runs: [{ text: "A line." }] }));
    const pagesWith = async (count: number) => {
      const sections = [lines(count), lines(1)].map((blocks, index) => ({
        key: `s${index}`,
        number: index + 1,
        title: `Section ${index + 1}`,
        blocks,
      }));
      const bytes = renderPdf({ ...documentOf(""), sections }, { createdAt });
      const pdf = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
      // The first page is the contents'.
      return pdf.numPages - 1;
    };
    expect(await pagesWith(4)).toBe(1);
    // Room for the second section's heading and line, and for little more.
    expect(await pagesWith(31)).toBe(2);
  });

  it("prints every kind of space, also those that no font has", () => {
    const spaces = "a\u00a0b\u1680c\u2000d\u2003e\u2009f\u200ag\u202fh\u205fi\u3000j\ufeffk\ufffel";
    expect(drawable("a\u1680b")).toBe("a b");
    expect(() => renderPdf(documentOf(spaces), { createdAt })).not.toThrow();
  });
});
