import { readFileSync } from "node:fs";
import fc from "fast-check";
import JSZip from "jszip";
import { describe, expect, it } from "vitest";
import { builtInPractices } from "#lib/changes/model.ts";
import { renderDocx } from "#lib/core/documents/render/docx.ts";
import { renderMarkdown } from "#lib/core/documents/render/markdown.ts";
import { isBegun } from "#lib/plan/plan-counts.ts";
import { planDocument } from "#lib/plan/plan-document.ts";
import { readPlanFile } from "#lib/plan/reading/read-plan-file.ts";
import { aChange, aPlan } from "#lib/testing/golden-plan.ts";
import { plainDocx } from "#lib/testing/plain-docx.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readPlanFile({ name: "plan.md", bytes: encode(text) });

describe("our own exports", () => {
  const plan = aPlan({
    changes: [
      ...aPlan().changes,
      aChange(61, "3. of 4: an index on `user_name` | *and* more", {
        description: "- Added a list\n\n## With a head",
      }),
      aChange(62, "No practice at all", { practice: null, area: "code" }),
    ],
  });
  const document = planDocument(plan);
  const expected = plan.changes
    .filter(isBegun)
    .map(({ title, area, practice }) => ({ title, area, practice: practice?.key ?? null }));
  const titles = (changes: { title: string }[]) => changes.map(({ title }) => title).toSorted();

  it.each([
    ["Markdown", async () => encode(renderMarkdown(document))],
    ["DOCX", async () => renderDocx(document, { createdAt: new Date(0) })],
  ])("read back to the same changes: %s", async (_, render) => {
    const reading = await readPlanFile({ name: "export", bytes: await render() });
    const found = reading.changes.map(({ title, area, practice }) => ({ title, area, practice }));
    expect(titles(found)).toEqual(titles(expected));
    expect(found).toEqual(expect.arrayContaining(expected));
    expect(reading.notUnderstood).toEqual([]);
    const first = plan.changes.find(isBegun);
    const same = reading.changes.find(({ title }) => title === first?.title);
    expect(same).toMatchObject({ system: first?.system.name, appliedOn: first?.appliedAt?.slice(0, 10) });
  });
});

it("takes what is still to come for no change: the source document's seventh section", async () => {
  const name = "saypro-optimization-plan.txt";
  const { changes, planned } = await readPlanFile({
    name,
    bytes: readFileSync(new URL(`examples/${name}`, import.meta.url)),
  });
  expect(new Set(changes.map(({ practice }) => practice))).toEqual(
    new Set(builtInPractices.map(({ key }) => key)),
  );
  expect(planned.map(({ line }) => line)).toEqual([85, 86, 88]);
});

describe("plans of other shapes", () => {
  const found = async (text: string) =>
    (await read(text)).changes.map(({ area, practice, line }) => `${line} ${area} ${practice}`);

  it("lists that nest areas, practices and changes", async () => {
    const text = `Acme plan
- Database:
  - Indexing
    - Added an index on orders
  - Backups
    - Moved backups to the replica
      - Owner: Ann
- Code
  - Fixed a memory leak
- Lunch
  - Soup`;
    expect(await found(text)).toEqual([
      "4 database indexing",
      "6 database backup-and-recovery",
      "9 code bug-fixes-and-performance-patches",
    ]);
    expect((await read(text)).notUnderstood.map(({ line }) => line)).toEqual([10, 11]);
  });

  it("paragraphs that tell of work, among others that introduce it", async () => {
    const text = `# Plan
## Database
The database was the slowest part.
### Indexing
We added a covering index on orders. It took a day.
### Other
The team moved on.
## Infrastructure
Introduced a load balancer in front of the shop.`;
    expect(await found(text)).toEqual(["5 database indexing", "9 infrastructure load-balancing"]);
  });

  it("the source document pasted into a word processor, a paragraph a line", async () => {
    const name = "saypro-optimization-plan.txt";
    const bytes = readFileSync(new URL(`examples/${name}`, import.meta.url));
    const pieces = new TextDecoder()
      .decode(bytes)
      .trim()
      .split("\n")
      .map((text) => ({ text: text.replaceAll("&", "&amp;") }));
    const pasted = await readPlanFile({ name: "pasted.docx", bytes: await plainDocx(pieces) });
    const typed = await readPlanFile({ name, bytes });
    expect(pasted.changes).toEqual(typed.changes);
    expect(pasted.results).toEqual(typed.results);
    expect(pasted.notUnderstood).toEqual(typed.notUnderstood);
  });
});

describe("a DOCX", () => {
  it("is read by its styles, lists and tables; lines are paragraphs", async () => {
    const bytes = await plainDocx([
      { style: "Titel", text: "Optimierungsplan der Nordbank plan" },
      { style: "berschrift1", text: "Database" },
      { style: "berschrift2", text: "Indexing" },
      { list: 0, text: "Added an index on transfers." },
      { list: 1, text: "p95 latency fell from 420 ms to 180 ms." },
      { list: 0, text: "Index on standing orders (planned)" },
      { bold: true, text: "Partitioning" },
      { list: 0, text: "Partitioned the ledger", deleted: " by hand", inserted: " by year" },
      { style: "berschrift1", text: "Results" },
      {
        table: [
          ["Metric", "Before", "After"],
          ["Error rate", "2 %", "0.5 %"],
        ],
      },
      { style: "berschrift1", text: "Canteen" },
      { text: "Soup on Mondays." },
    ]);
    const reading = await readPlanFile({ name: "plan.docx", bytes });
    expect(reading.changes.map(({ title, practice, line }) => ({ title, practice, line }))).toEqual([
      { title: "Added an index on transfers", practice: "indexing", line: 4 },
      { title: "Partitioned the ledger by year", practice: "partitioning", line: 8 },
    ]);
    expect(reading.results.map(({ metric, from, to, line }) => ({ metric, from, to, line }))).toEqual([
      { metric: "p95 latency", from: 420, to: 180, line: 5 },
      { metric: "Error rate", from: 2, to: 0.5, line: 13 },
    ]);
    expect(reading.planned.map(({ line }) => line)).toEqual([6]);
    expect(reading.notUnderstood).toEqual([{ text: "Soup on Mondays.", line: 17 }]);
  });

  it("is refused where it holds more than anybody writes, before it is unpacked whole", async () => {
    const zip = new JSZip();
    zip.file("word/document.xml", `<w:document>${" ".repeat(60_000_000)}</w:document>`);
    const bytes = await zip.generateAsync({ type: "uint8array", compression: "DEFLATE" });
    expect(bytes.length).toBeLessThan(100_000);
    await expect(readPlanFile({ name: "bomb.docx", bytes })).rejects.toThrow(
      /word\/document\.xml in it is larger than 40 MB/,
    );
  });

  it("may not bring entities of its own", async () => {
    const zip = new JSZip();
    zip.file(
      "word/document.xml",
      '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>',
    );
    const bytes = await zip.generateAsync({ type: "uint8array" });
    await expect(readPlanFile({ name: "entities.docx", bytes })).rejects.toThrow(/declares a document type/);
  });
});

describe("a file that is no plan", () => {
  it.each([
    ["a.pdf", "%PDF-1.7\n", "is a PDF. A plan is read from text, Markdown or DOCX"],
    ["a.docx", "PK\u0003\u0004garbage", "the archive is damaged"],
    ["a.html", "<!doctype html><p>Plan", "is a web page"],
    ["a.bin", "\u0000\u0001\u0002\u0000", "binary file"],
    ["a.txt", "  \n", "the file is empty"],
  ])("%s is refused in words", async (name, text, words) => {
    await expect(readPlanFile({ name, bytes: encode(text) })).rejects.toThrow(words);
  });

  it("an archive of something else says what was looked for", async () => {
    const zip = new JSZip();
    zip.file("xl/workbook.xml", "<workbook/>");
    const bytes = await zip.generateAsync({ type: "uint8array" });
    await expect(readPlanFile({ name: "a.xlsx", bytes })).rejects.toThrow(
      /an archive without word\/document\.xml/,
    );
  });
});

describe("whatever it is given", () => {
  const words = fc.constantFrom(
    ...[
      "Database",
      "## Code",
      "1. Indexing",
      "- Added an index",
      "* Planned:",
      "Results",
      "IV. Infrastructure",
      "| a | b |",
      "|---|---|",
    ],
    ...[
      "p95 fell from 4 ms to 3 ms.",
      "**Bold**",
      "```",
      "---",
      "> quoted",
      "  - deeper",
      "[ ] later",
      "Leave a Reply",
      "<!--",
      "C-1 · x · y",
    ],
  );
  const line = fc.oneof(
    words,
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc.tuple(words, fc.string({ maxLength: 30 })).map((parts) => parts.join(" ")),
  );

  it("leaves no line with words out of account, and gives the same twice", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 40 }),
        fc.constantFrom("\n", "\r\n"),
        async (lines, end) => {
          const text = `Plan${end}${lines.map((each) => each.replaceAll(/[\p{Cc}\u2028\u2029\ufffd]/gu, " ")).join(end)}`;
          const reading = await read(text);
          const spoken = text.split(end).flatMap((each, at) => (/[\p{L}\p{N}]/u.test(each) ? [at + 1] : []));
          expect([...reading.account.keys()].toSorted((a, b) => a - b)).toEqual(spoken);
          const named = [
            ...reading.changes,
            ...reading.results,
            ...reading.planned,
            ...reading.notUnderstood,
          ];
          expect(named.every((each) => spoken.includes(each.line))).toBe(true);
          expect(reading.changes.every(({ title }) => title.trim() !== "" && title.length <= 200)).toBe(true);
          expect(await read(text)).toEqual(reading);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("takes no longer than its length asks for", async () => {
    const nasty = [
      "*".repeat(3_000),
      "[".repeat(3_000),
      `by ${"up to ".repeat(700)}`,
      `from ${"1,".repeat(1_500)}`,
      `a: ${"b, ".repeat(1_200)}`,
    ];
    const reading = await read(`## Results\n${nasty.map((each) => `- ${each} x`).join("\n")}`);
    expect(reading.account.size).toBe(6);
  });
});
