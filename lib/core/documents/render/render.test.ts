import { readFileSync } from "node:fs";
import fc from "fast-check";
import JSZip from "jszip";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { beforeAll, describe, expect, it } from "vitest";
import { type BlockMapping, figuresOf } from "#lib/core/documents/document.ts";
import { renderDocx } from "#lib/core/documents/render/docx.ts";
import { fontFiles } from "#lib/core/documents/render/font-files.ts";
import { renderHtml } from "#lib/core/documents/render/html.ts";
import { renderJson } from "#lib/core/documents/render/json.ts";
import { renderMarkdown } from "#lib/core/documents/render/markdown.ts";
import { renderPdf } from "#lib/core/documents/render/typst.ts";
import { aDocument, documentOf, HOSTILE } from "#lib/testing/golden-document.ts";
import { type Pdf, readPdf } from "#lib/testing/read-pdf.ts";

const createdAt = new Date("2026-10-06T07:12:00Z");
const attachment = { name: "plan.json", text: '{"seal":"4c81"}', description: "The data of this plan" };
const golden = aDocument();
/** What stands for the hostile text where control characters and line separators have been taken out. */
const VISIBLE = '#eval("1+1") #read("/etc/passwd") $x$ *b* _i_ `c`';

type Made = {
  html: string;
  markdown: string;
  json: string;
  docx: JSZip;
  xml: string;
  pdf: Pdf;
  bytes: Uint8Array;
};
let made: Made;

beforeAll(async () => {
  const docx = await JSZip.loadAsync(await renderDocx(golden, { createdAt }));
  const bytes = renderPdf(golden, { createdAt, attachment });
  made = {
    html: renderHtml(golden),
    markdown: renderMarkdown(golden),
    json: renderJson(golden),
    docx,
    xml: await part(docx, "word/document.xml"),
    pdf: await readPdf(bytes),
    bytes,
  };
}, 60_000);

describe("one document in every format", () => {
  it.each([
    "−35 %",
    "−38 to −32 %",
    "412 ms",
    "266 ms",
    "+9 %",
    "48.2 MB",
    "35 % (32 to 38 %)",
    "0 of 57",
    "1,204",
    "Table 3.1.",
    "Figure 3.1.",
  ])("says %s", (number) => {
    for (const words of [made.html, made.markdown, made.xml, made.pdf.text].map(wordsOf))
      expect(words).toContain(number);
  });

  it("says the numbers in JSON as well", () => {
    for (const number of ["−35 %", "412 ms", "48.2 MB"]) expect(wordsOf(made.json)).toContain(number);
    expect(Object.keys(JSON.parse(made.json))).toEqual(
      expect.arrayContaining(["title", "period", "generatedAt", "sections", "changes", "metrics"]),
    );
  });

  it("has its sections in the same order", () => {
    for (const words of [made.html, made.markdown, made.xml, made.pdf.text].map(wordsOf)) {
      const places = ["Database indexing", "Rolled back", "Skipped a level"].map((title) =>
        words.lastIndexOf(title),
      );
      expect(places.every((place) => place > 0)).toBe(true);
      expect(places.toSorted((a, b) => a - b)).toEqual(places);
    }
  });

  it("says that it is simulated", async () => {
    const foot = await Promise.all(
      ["word/footer1.xml", "word/footer2.xml"].map((name) => part(made.docx, name)),
    );
    for (const words of [made.html, made.markdown, foot.join(), made.pdf.text])
      expect(wordsOf(words)).toContain("Sample plan, simulated data.");
    expect(made.pdf.text.match(/Sample plan, simulated data\./g)).toHaveLength(made.pdf.pages - 1);
  });

  it("gives the same bytes twice", async () => {
    const again = aDocument();
    expect(renderHtml(again)).toBe(made.html);
    expect(renderMarkdown(again)).toBe(made.markdown);
    expect(renderJson(again)).toBe(made.json);
    expect(Buffer.compare(renderPdf(again, { createdAt, attachment }), made.bytes)).toBe(0);
    const [one, two] = [await renderDocx(again, { createdAt }), await renderDocx(again, { createdAt })];
    expect(Buffer.compare(one, two)).toBe(0);
  });

  it("gives other bytes at another time", async () => {
    const later = new Date("2027-01-01T00:00:00Z");
    expect(Buffer.compare(renderPdf(golden, { createdAt: later, attachment }), made.bytes)).not.toBe(0);
    const core = await part(
      await JSZip.loadAsync(await renderDocx(golden, { createdAt: later })),
      "docProps/core.xml",
    );
    expect(core).toContain("2027-01-01T00:00:00Z");
  });
});

describe("every figure", () => {
  const figures = figuresOf(golden);

  it("has its drawing in HTML", () => {
    expect(made.html.match(/<svg[^>]* class="chart"/g)).toHaveLength(figures.length);
  });

  it("has its drawing in DOCX, as vectors and as a picture, with words for those who cannot see it", () => {
    const drawings = [...made.xml.matchAll(/<wp:docPr [^>]*name="Figure[^"]*"[^>]*>/g)].map(([tag]) => tag);
    expect(drawings).toHaveLength(figures.length);
    for (const tag of drawings) expect(tag).toMatch(/descr="[^"]{4,}"/);
    const svgs = made.docx.file(/^word\/media\/.*\.svg$/).length;
    expect(svgs).toBeGreaterThan(0);
    expect(made.docx.file(/^word\/media\/.*\.png$/)).toHaveLength(svgs);
  });

  it("has its drawing in PDF, with words for those who cannot see it", () => {
    expect(made.pdf.figures).toHaveLength(figures.length);
    expect(
      made.pdf.figures.filter((alt) => alt.startsWith("Line chart of Statement response time")),
    ).toHaveLength(1);
  });

  it("has its numbers in Markdown, which holds no drawing", () => {
    expect(made.markdown).toContain("| Before | 412\u00a0ms |");
  });
});

describe("text that would be code somewhere", () => {
  it("is text in HTML", () => {
    expect(tagsOf(made.html)).not.toMatch(/<script|<img|<iframe|<link|\son[a-z]+=|"javascript:/i);
    expect(made.html).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
    expect(
      unbalanced(made.html.replace(/^<!doctype html>/, "").replaceAll(/<(meta|hr|br)\b[^>]*>/g, "")),
    ).toBeNull();
  });

  it("is text in PDF: nothing of it is evaluated", () => {
    expect(made.pdf.text).toContain(VISIBLE);
    expect(made.pdf.text).not.toContain("root:");
  });

  it("is text in DOCX, whose parts stay well-formed", async () => {
    for (const name of Object.keys(made.docx.files).filter((each) => /\.(xml|rels)$/.test(each))) {
      expect([name, unbalanced(await part(made.docx, name))]).toEqual([name, null]);
    }
    expect(wordsOf(made.xml)).toContain(wordsOf(VISIBLE));
    expect(made.xml).not.toMatch(/<script/);
  });

  it("is text in Markdown: reading it back finds no HTML and no unsafe link", () => {
    const tree = fromMarkdown(made.markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    const found = everyNode(tree);
    expect(found.filter((node) => node.type === "html")).toEqual([]);
    expect(
      found
        .flatMap((node) => (node.type === "link" ? [node.url] : []))
        .every((url) => /^(https?|mailto):/.test(url)),
    ).toBe(true);
    expect(found.flatMap((node) => ("value" in node ? [node.value] : [])).join("")).toContain(VISIBLE);
  });

  it("stays as it was in JSON", () => {
    expect(JSON.parse(made.json).sections[2].blocks[0].runs[0].text).toBe(HOSTILE);
  });

  it("of any kind leaves HTML and DOCX well-formed, and PDF whole", async () => {
    const any = fc.string({ unit: "binary", minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(any, async (words) => {
        const small = documentOf(words);
        expect(
          unbalanced(
            renderHtml(small)
              .replace(/^<!doctype html>/, "")
              .replaceAll(/<meta\b[^>]*>/g, ""),
          ),
        ).toBeNull();
        expect(
          unbalanced(
            await part(await JSZip.loadAsync(await renderDocx(small, { createdAt })), "word/document.xml"),
          ),
        ).toBeNull();
        expect(renderPdf(small, { createdAt }).length).toBeGreaterThan(1000);
      }),
      { numRuns: 6 },
    );
  }, 60_000);
});

describe("the HTML", () => {
  it("loads nothing: no script, style, font, image or frame from elsewhere", () => {
    expect(tagsOf(made.html)).not.toMatch(/\ssrc=|url\(|<base|<link|srcset=/);
    expect(/<style>([^<]*)/.exec(made.html)?.[1]).not.toMatch(/url\(|@import/);
    expect(
      made.html.match(/href="(?!#)[^"]*"/g)?.every((link) => /^href="https:\/\/example\.org/.test(link)),
    ).toBe(true);
  });
});

describe("the DOCX", () => {
  it("repeats table heads, keeps rows whole and lists its contents", () => {
    expect(made.xml).toMatch(/<w:tblHeader\/>/);
    expect(made.xml).toMatch(/<w:cantSplit\/>/);
    expect(made.xml).toContain("TOC \\h \\o");
  });

  it("names its styles and its language, and embeds its fonts", async () => {
    const styles = await part(made.docx, "word/styles.xml");
    for (const name of ["Table Text", "Figure Title", "Finding", "Basis"])
      expect(styles).toContain(`<w:name w:val="${name}"/>`);
    expect(styles).toContain('w:lang w:val="en-GB"');
    expect(await part(made.docx, "docProps/core.xml")).toContain("<dc:language>en</dc:language>");
    const fontTable = await part(made.docx, "word/fontTable.xml");
    const font = (await made.docx.file("word/fonts/font1.odttf")?.async("nodebuffer")) ?? Buffer.alloc(0);
    const key = Buffer.from(
      (/fontKey="\{([^}]*)/.exec(fontTable)?.[1] ?? "").replaceAll("-", ""),
      "hex",
    ).reverse();
    const face = readFileSync(fontFiles().find((file) => file.endsWith("SourceSerif4_400Regular.ttf")) ?? "");
    expect(
      Buffer.compare(
        font.map((byte, index) => (index < 32 ? byte ^ (key[index % 16] ?? 0) : byte)),
        face,
      ),
    ).toBe(0);
  });

  it("numbers a list from where its author began", async () => {
    expect(await part(made.docx, "word/numbering.xml")).toContain('<w:start w:val="3"/>');
  });
});

describe("a kind of block that a renderer forgot", () => {
  it("does not compile", () => {
    // @ts-expect-error the other kinds are missing
    const forgetful: BlockMapping<string> = { paragraph: () => "" };
    expect(Object.keys(forgetful)).toEqual(["paragraph"]);
  });
});

async function part(archive: JSZip, name: string): Promise<string> {
  return (await archive.file(name)?.async("string")) ?? "";
}

/** The markup without the words between it. */
function tagsOf(html: string): string {
  return [...html.matchAll(/<[^>]*>/g)].join("");
}

/** Text without tags, entities and no-break spaces, so that the same words compare equal. */
function wordsOf(marked: string): string {
  return marked
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/[*\\]/g, "")
    .replaceAll("\u00a0", " ");
}

/** The first tag that does not fit, or null: XML as strict as word processors read it. */
function unbalanced(xml: string): string | null {
  const open: string[] = [];
  const body = xml.replace(/^<\?xml[^>]*\?>/, "").replaceAll(/<style>[^<]*<\/style>/g, "");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(body)) return "control character";
  if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i.test(body)) return "bare ampersand";
  for (const [tag, close, name = "", rest = ""] of body.matchAll(
    /<(\/?)([\w:]+)((?:\s+[\w:-]+="[^"<]*")*\s*\/?)>|</g,
  )) {
    if (tag === "<") return `stray < after ${open.at(-1)}`;
    if (close) {
      if (open.pop() !== name) return tag;
    } else if (!rest.endsWith("/")) open.push(name);
  }
  return open.at(-1) ?? null;
}

function everyNode(tree: Nodes): Nodes[] {
  return [tree, ...("children" in tree ? tree.children.flatMap((child) => everyNode(child)) : [])];
}
