import fc from "fast-check";
import { expect, test } from "vitest";
import { atomXml } from "#lib/feedback/atom.ts";
import { embedHtml } from "#lib/feedback/embed-page.ts";

const feedWith = (text: string) => ({
  id: "tag:portal",
  title: text,
  page: "/feedback",
  updated: "2026-11-20T08:00:00.000Z",
  entries: [
    {
      id: "urn:1",
      title: text,
      page: "/feedback/1",
      updated: "2026-11-20T08:00:00.000Z",
      author: text,
      summary: text,
    },
  ],
});

test("a feed has its addresses at the portal's own", () => {
  const xml = atomXml(feedWith("Slow & steady"), "https://portal.example/");
  expect(xml).toContain('href="https://portal.example/feedback/1"');
  expect(xml).toContain("<title>Slow &amp; steady</title>");
});

test("whatever people write stays text: tags of a feed are ours alone", () => {
  const bare = tagsOf(atomXml(feedWith("x"), "https://portal.example/"));
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      const xml = atomXml(feedWith(text), "https://portal.example/");
      expect(tagsOf(xml)).toEqual(bare);
      expect(/[\p{Cc}]/u.test(xml.replaceAll(/[\n\t\r\u007f-\u009f]/g, ""))).toBe(false);
      expect(xml.isWellFormed()).toBe(true);
    }),
  );
});

test("the embedded form keeps what was typed as text", () => {
  const page = (text: string) =>
    embedHtml(
      {
        organisation: text,
        systems: [{ key: text, name: text }],
        opened: "1.x",
        state: "open",
        refusal: text,
        typed: { title: text, body: text, system: "" },
      },
      "nonce",
    );
  const bare = tagsOf(page("x"));
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      expect(tagsOf(page(text)).length).toBe(bare.length);
      expect(page(text)).not.toContain("<script");
    }),
  );
  expect(page('"><script>alert(1)</script>')).not.toContain("<script");
});

function tagsOf(xml: string): string[] {
  return [...xml.matchAll(/<\/?([a-z0-9?]+)/gi)].map(([, name = ""]) => name);
}
