import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { renderDocument } from "#lib/core/documents/render/render-document.ts";
import { aDocument } from "#lib/testing/golden-document.ts";
import { renderApart } from "./render-apart.ts";

const createdAt = new Date("2026-10-06T07:12:00Z");

describe("documents made by a thread", () => {
  it.each(["docx", "pdf", "html", "md", "json"] as const)("are those made here: %s", async (format) => {
    const [apart, here] = await Promise.all([
      renderApart(aDocument(), format, createdAt),
      renderDocument(aDocument(), format, createdAt),
    ]);
    expect(apart.mediaType).toBe(here.mediaType);
    expect(Buffer.compare(apart.bytes, here.bytes)).toBe(0);
  });

  it("leave this one free to answer others while they are made", async () => {
    let done = false;
    const files = Promise.all(
      ["pdf", "docx"].map((format) => renderApart(aDocument(), format as "pdf", createdAt)),
    );
    const ended = files.finally(() => {
      done = true;
    });
    let turns = 0;
    while (!done) {
      await sleep(1);
      turns++;
    }
    expect((await ended).length).toBe(2);
    expect(turns).toBeGreaterThan(20);
  });

  it("say why one cannot be made, and go on with the next", async () => {
    const broken = {
      ...aDocument(),
      sections: [{ key: "x", number: 1, title: "X", blocks: [{ kind: "odd" }] }],
    };
    await expect(renderApart(broken as never, "html", createdAt)).rejects.toThrow(/could not be written/);
    const next = await renderApart(aDocument(), "md", createdAt);
    expect(new TextDecoder().decode(next.bytes)).toContain("#");
  });
});
