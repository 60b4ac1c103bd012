import { request as newRequests } from "@playwright/test";
import { bearer, everyCall } from "./api.ts";
import { tokenOf } from "./command-line.ts";
import { plain, wordsOfDocx, wordsOfPdf } from "./documents.ts";
import { adminPages, linkedPages, narrativePages, readingPages, writingPages } from "./pages.ts";
import { accountOf, expect, type SampleRole, test } from "./signed-in.ts";

// A word that stands in every field of a lead's draft, and nowhere else. Nobody but the lead and admins may ever see it.
const canary = `canary${Date.now().toString(36)}quill`;
const formats = ["json", "md", "html", "docx", "pdf"];
const outsiders: SampleRole[] = ["reviewer", "executive", "member"];

test.describe("a draft", () => {
  test.describe.configure({ mode: "serial" });
  let number = 0;

  test.beforeAll(async ({ baseURL }) => {
    const requests = await newRequests.newContext({ baseURL });
    const response = await requests.post("/api/v1/changes", {
      headers: bearer(await tokenOf(accountOf("lead").email)),
      data: {
        title: `Yellow bird ${canary}`,
        area: "database",
        practice: "indexing",
        system: "royalty-calculation",
        description: `In words: ${canary}`,
        rollbackPlan: `The way back: ${canary}`,
        settings: [{ key: `setting.${canary}`, before: canary, after: canary }],
        evidence: { statement: `SELECT '${canary}'`, queryId: canary },
        links: [{ kind: "ticket", url: `https://example.org/${canary}` }],
        prediction: { metric: "platform.availability", low: 0, high: 0.001 },
        status: "draft",
      },
    });
    expect(response.status(), await response.text()).toBe(201);
    number = (await response.json()).number;
    await requests.dispose();
  });

  const pagesOf = (more: string[]) => [
    ...[...readingPages, ...writingPages, ...narrativePages, ...adminPages, ...more],
    ...["", "/edit", "/evidence"].map((part) => `/changes/${number}${part}`),
    "/changes?q=yellow+bird",
    "/changes?status=draft",
    "/changes?sort=-number",
    "/changes?system=royalty-calculation&area=database&practice=indexing",
  ];

  test("shows its author what stands in it", async ({ as }) => {
    const page = await as("lead");
    for (const path of [`/changes/${number}`, "/changes?q=yellow+bird", `/changes/${number}/edit`]) {
      expect.soft(await (await page.request.get(path)).text(), path).toContain(canary);
    }
  });

  for (const role of outsiders) {
    test(`stays hidden from a ${role} on every page`, async ({ as }) => {
      const linked = (await linkedPages(await as("admin"))).map(({ path }) => path);
      const page = await as(role);
      for (const path of pagesOf(linked)) {
        const text = await (await page.request.get(path)).text();
        expect.soft(text.includes(canary), `${role} ${path}`).toBe(false);
      }
      expect((await page.request.get(`/changes/${number}`)).status()).toBe(404);
    });

    test(`stays hidden from a ${role} in every answer of the API and every export`, async ({ baseURL }) => {
      const requests = await newRequests.newContext({ baseURL });
      const headers = bearer(await tokenOf(accountOf(role).email));
      const calls = await everyCall(requests, headers.Authorization.slice(7), number);
      const reads = calls.filter(({ method }) => method === "GET").map(({ path }) => path);
      const searches = ["/api/v1/changes?q=yellow+bird", "/api/v1/changes?status=draft&limit=200"];
      for (const path of [...reads, ...searches]) {
        const text = await (await requests.get(path, { headers })).text();
        expect.soft(text.includes(canary), `${role} ${path}`).toBe(false);
      }
      expect((await requests.get(`/api/v1/changes/${number}`, { headers })).status()).toBe(404);
      for (const format of formats) {
        const response = await requests.get(`/api/v1/plan?format=${format}`, { headers });
        expect(response.status(), format).toBe(200);
        const words = await wordsOf(format, await response.body());
        expect(words).toContain(plain("Royalty calculation"));
        expect.soft(words.includes(canary), `${role} ${format}`).toBe(false);
      }
      await requests.dispose();
    });
  }

  test("is written to by nobody else", async ({ baseURL }) => {
    const requests = await newRequests.newContext({ baseURL });
    const headers = bearer(await tokenOf(accountOf("reviewer").email));
    const moved = await requests.patch(`/api/v1/changes/${number}`, {
      headers,
      data: { status: "abandoned", reason: "not mine" },
    });
    expect([403, 404]).toContain(moved.status());
    await requests.dispose();
  });
});

function wordsOf(format: string, bytes: Buffer): Promise<string> | string {
  if (format === "docx") return wordsOfDocx(bytes);
  if (format === "pdf") return wordsOfPdf(bytes);
  return plain(bytes.toString("utf8"));
}
