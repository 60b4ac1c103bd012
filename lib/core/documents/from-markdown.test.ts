import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Block, plainText } from "#lib/core/documents/document.ts";
import { blocksFromMarkdown, safeAddress } from "#lib/core/documents/from-markdown.ts";

const kinds = (blocks: Block[]) => blocks.map((block) => block.kind);

describe("people's Markdown", () => {
  it("becomes blocks", () => {
    const blocks = blocksFromMarkdown(
      "## Why\n\nIt is *slow*.\n\n- one\n- two\n\n> said\n\n```\ncode\n```\n\n---\n\n|a|b|\n|-|-:|\n|1|2|",
    );
    expect(kinds(blocks)).toEqual(["heading", "paragraph", "list", "quote", "code", "rule", "table"]);
    expect(blocks[1]).toEqual({
      kind: "paragraph",
      runs: [{ text: "It is " }, { text: "slow", emphasis: true }, { text: "." }],
    });
    expect(blocks[6]).toMatchObject({
      columns: [
        { title: "a", kind: "text" },
        { title: "b", kind: "number" },
      ],
    });
  });

  it("keeps HTML as the text that it is", () => {
    const [block] = blocksFromMarkdown("a <b onclick='x()'>b</b>");
    expect(block?.kind === "paragraph" && plainText(block.runs)).toBe("a <b onclick='x()'>b</b>");
    expect(blocksFromMarkdown("<script>alert(1)</script>")).toEqual([
      { kind: "paragraph", runs: [{ text: "<script>alert(1)</script>" }] },
    ]);
  });

  it("shows an image's description, since nothing is fetched", () => {
    expect(blocksFromMarkdown("![a plan](https://example.org/x.png)")).toEqual([
      { kind: "paragraph", runs: [{ text: "a plan", emphasis: true }] },
    ]);
  });

  it("never skips a level of headings", () => {
    const levels = blocksFromMarkdown("#### Deep\n\n## Top\n\n##### Deeper\n\n# One").map((block) =>
      block.kind === "heading" ? block.level : 0,
    );
    expect(levels).toEqual([2, 2, 3, 2]);
    expect(
      blocksFromMarkdown("# A\n\n### B", 3).map((block) => (block.kind === "heading" ? block.level : 0)),
    ).toEqual([3, 4]);
  });

  it("numbers a list from where its author began", () => {
    expect(blocksFromMarkdown("4. four\n5. five")[0]).toMatchObject({
      kind: "list",
      ordered: true,
      start: 4,
    });
  });

  it("survives nesting that nobody reads", () => {
    expect(() => blocksFromMarkdown(`${"> ".repeat(400)}deep`)).not.toThrow();
    expect(() =>
      blocksFromMarkdown(Array.from({ length: 90 }, (_, depth) => `${"  ".repeat(depth)}- item`).join("\n")),
    ).not.toThrow();
  });

  it("is empty when nothing was written", () => {
    expect(blocksFromMarkdown(" \n\n")).toEqual([]);
  });

  it("keeps every word", () => {
    const word = fc.stringMatching(/^[a-zé日]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 12 }),
        fc.constantFrom("# ", "- ", "> ", "", "1. "),
        (words, prefix) => {
          const text = JSON.stringify(blocksFromMarkdown(prefix + words.join(" ")));
          for (const each of words) expect(text).toContain(each);
        },
      ),
    );
  });
});

describe("a link", () => {
  it.each(["https://example.org/a?b=1", "http://localhost:3000/x", "mailto:nomsa@example.org"])(
    "to %s is followed",
    (address) => {
      expect(safeAddress(address)).toBe(address);
    },
  );

  it.each([
    "javascript:alert(1)",
    "JaVa\tScript:alert(1)",
    " data:text/html,x",
    "file:///etc/passwd",
    "//example.org",
    "/relative",
    "",
  ])("to %s is not", (address) => {
    expect(safeAddress(address)).toBeUndefined();
    expect(JSON.stringify(blocksFromMarkdown(`[x](<${address}>)`))).not.toContain("href");
  });
});
