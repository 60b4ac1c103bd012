import { describe, expect, it } from "vitest";
import { escaped, plainPage } from "./plain-page.ts";

describe("a plain page", () => {
  const hostile = `"><script>alert(1)</script>'&`;

  it("holds what people wrote as text, in its head as in its body", () => {
    const page = plainPage({
      title: hostile,
      description: hostile,
      main: `<p>${escaped(hostile)}</p>`,
      style: "",
      nonce: hostile,
    });
    expect(page).not.toContain("<script");
    expect(page.split(escaped(hostile))).toHaveLength(5);
  });

  it("loads nothing from elsewhere and is found by no search engine", () => {
    const page = plainPage({
      title: "Closed",
      main: "<h1>Closed</h1>",
      style: "p { margin: 0 }",
      nonce: "n",
    });
    expect(page).toContain('<meta name="robots" content="noindex">');
    expect(page).not.toMatch(/\b(src|href)=|url\(|@import/);
    expect(page).not.toContain('name="description"');
  });
});
