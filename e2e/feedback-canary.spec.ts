import { request as newRequests } from "@playwright/test";
import { bearer, everyCall } from "./api.ts";
import { tokenOf } from "./command-line.ts";
import { plain, wordsOfDocx, wordsOfPdf } from "./documents.ts";
import { adminPages, linkedPages, narrativePages, readingPages, writingPages } from "./pages.ts";
import { accountOf, expect, type SampleRole, test } from "./signed-in.ts";

// A word that stands in a note of the team, and nowhere else. Nobody outside the team may ever see it.
const canary = `canary${Date.now().toString(36)}wren`;
const outsiders: SampleRole[] = ["executive", "member"];

test.describe("a note of the team", () => {
  test.describe.configure({ mode: "serial" });
  let number = 0;

  test.beforeAll(async ({ baseURL }) => {
    const requests = await newRequests.newContext({ baseURL });
    const sent = await requests.post("/api/v1/feedback", {
      headers: bearer(await tokenOf(accountOf("member").email)),
      data: { title: "The wren sings too early", system: "user-portal", about: "change:1" },
    });
    expect(sent.status(), await sent.text()).toBe(201);
    number = (await sent.json()).number;
    const [member = ""] = accountOf("member").email.split("@");
    const [reviewer = ""] = accountOf("reviewer").email.split("@");
    const noted = await requests.post(`/api/v1/feedback/${number}/notes`, {
      headers: bearer(await tokenOf(accountOf("lead").email)),
      data: { body: `${canary}: @${member} must not read this, @${reviewer} may.` },
    });
    expect(noted.status(), await noted.text()).toBe(201);
    await requests.dispose();
  });

  test("is read by the team, who are told without its words", async ({ as }) => {
    const page = await as("reviewer");
    await page.goto(`/feedback/${number}`);
    await expect(page.getByText(canary)).toBeVisible();
    await page.goto("/notifications");
    await expect(page.getByText(`You were mentioned in F-${number}`)).toBeVisible();
    await expect(page.getByText(canary)).toHaveCount(0);
  });

  for (const role of outsiders) {
    test(`stays hidden from a ${role} on every page`, async ({ as }) => {
      const linked = (await linkedPages(await as("admin"))).map(({ path }) => path);
      const page = await as(role);
      const own = [
        `/feedback/${number}`,
        `/feedback/${number}/edit`,
        "/feedback?sort=-created",
        "/changes/1",
      ];
      const searches = [
        `/feedback?q=${canary}`,
        "/feedback?q=wren",
        `/changes?q=${canary}`,
        "/feedback?mine=sent",
      ];
      const walked = [...readingPages, ...writingPages, ...narrativePages, ...adminPages, ...linked];
      for (const path of [...walked, ...own, ...searches]) {
        const text = await (await page.request.get(path)).text();
        // A search says again what was asked for, but finds nothing by it.
        const said = path.includes(canary) ? text.includes(`${canary}:`) : text.includes(canary);
        expect.soft(said, `${role} ${path}`).toBe(false);
      }
      await page.goto("/notifications");
      await expect(page.getByText(`You were mentioned in F-${number}`)).toHaveCount(0);
    });

    test(`stays hidden from a ${role} in every answer of the API, every feed and every export`, async ({
      as,
      baseURL,
    }) => {
      const requests = await newRequests.newContext({ baseURL });
      const headers = bearer(await tokenOf(accountOf(role).email));
      const calls = await everyCall(requests, headers.Authorization.slice(7), number);
      const reads = calls.filter(({ method }) => method === "GET").map(({ path }) => path);
      const searches = [`/api/v1/feedback?q=${canary}`, `/api/v1/feedback/similar?text=${canary}+wren+sings`];
      for (const path of [...reads, ...searches]) {
        const text = await (await requests.get(path, { headers })).text();
        expect.soft(text.includes(canary), `${role} ${path}`).toBe(false);
      }
      expect((await requests.get(`/api/v1/feedback/${number}/notes`, { headers })).status()).toBe(403);
      const found = await requests.get(`/api/v1/feedback?q=${canary}`, { headers });
      expect(await found.json()).toEqual({ items: [], nextCursor: null });

      const page = await as(role);
      await page.goto("/settings");
      await page.getByRole("button", { name: "Make a feed address" }).click();
      const address = new URL(await page.getByLabel("Shipped changes").inputValue()).pathname;
      for (const name of ["shipped", "feedback", `F-${number}`]) {
        const feed = await requests.get(address.replace("shipped", name));
        expect(feed.status(), name).toBe(200);
        expect.soft((await feed.text()).includes(canary), `${role} ${name}.atom`).toBe(false);
      }
      for (const format of ["json", "md", "html", "docx", "pdf"]) {
        const bytes = await (await requests.get(`/api/v1/plan?format=${format}`, { headers })).body();
        const words =
          format === "docx"
            ? await wordsOfDocx(bytes)
            : format === "pdf"
              ? await wordsOfPdf(bytes)
              : plain(bytes.toString("utf8"));
        expect.soft(words.includes(canary), `${role} ${format}`).toBe(false);
      }
      await requests.dispose();
    });
  }
});
