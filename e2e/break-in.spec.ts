import { readdir } from "node:fs/promises";
import { request as newRequests } from "@playwright/test";
import { roles } from "#lib/core/access/actor.ts";
import { bearer, everyCall, sent } from "./api.ts";
import { tokenOf } from "./command-line.ts";
import { adminPages, linkedPages, narrativePages, readingPages, writingPages } from "./pages.ts";
import { accountOf, expect, type SampleRole, test } from "./signed-in.ts";

// This file only tries to break in.

const everyPage = [...readingPages, ...writingPages, ...narrativePages, ...adminPages];
const allowed: [paths: string[], who: SampleRole[]][] = [
  [readingPages, [...roles]],
  [writingPages, ["admin", "lead"]],
  [narrativePages, ["admin", "lead", "reviewer"]],
  [adminPages, ["admin"]],
];

test("the walks know every page that there is", async ({ as }) => {
  const files = await readdir("app/(portal)", { recursive: true });
  const patterns = files
    .filter((file) => file.endsWith("page.tsx"))
    .map((file) => `/${file.replace(/\/?page\.tsx$/, "")}`);
  const linked = await linkedPages(await as("admin"));
  const walked = [...everyPage, ...linked.map(({ path }) => path)].map((path) => path.split("?")[0] ?? "");
  // An address belongs to the page that names it, before it belongs to one with a place for anything.
  const open = walked.filter((path) => !patterns.includes(path));
  const missing = patterns.filter((pattern) => {
    const shape = new RegExp(`^${pattern.replaceAll(/\[[^\]]+\]/g, "[^/]+")}$`);
    return !walked.includes(pattern) && !open.some((path) => shape.test(path));
  });
  expect(missing).toEqual([]);
});

test("who is not signed in sees no page and gets no answer", async ({ baseURL }) => {
  const requests = await newRequests.newContext({ baseURL });
  for (const path of everyPage) {
    const response = await requests.get(path, { maxRedirects: 0 });
    expect.soft(response.status(), path).toBe(307);
    expect.soft(response.headers().location, path).toMatch(/^\/sign-in/);
  }
  for (const call of await everyCall(requests, await tokenOf(accountOf("admin").email))) {
    const response = await sent(requests, call, {});
    expect.soft(response.status(), `${call.method} ${call.path}`).toBe(401);
    expect.soft(response.headers()["content-type"]).toContain("application/problem+json");
  }
  const upload = await requests.post("/uploads", { multipart: { files: "x" } });
  expect([401, 403]).toContain(upload.status());
  await requests.dispose();
});

for (const role of roles) {
  test(`${role}: every page opens exactly for those who may`, async ({ as }) => {
    const page = await as(role);
    const linked = await linkedPages(await as("admin"));
    for (const { path, who, otherwise } of linked) {
      const response = await page.request.get(path, { maxRedirects: 0 });
      expect.soft(response.status(), `${role} ${path}`).toBe(who.includes(role) ? 200 : otherwise);
    }
    for (const [paths, who] of allowed) {
      for (const path of paths) {
        const response = await page.request.get(path, { maxRedirects: 0 });
        const seen = who.includes(role) ? 200 : 403;
        expect.soft(response.status(), `${role} ${path}`).toBe(seen);
        if (seen === 403) expect.soft(await response.text(), path).not.toContain("<form");
      }
    }
  });

  test(`${role}: every call of the API is refused to those who may not`, async ({ baseURL }) => {
    const requests = await newRequests.newContext({ baseURL });
    const { email } = accountOf(role);
    const [both, reads, writes] = await Promise.all([
      tokenOf(email),
      tokenOf(email, ["read"]),
      tokenOf(email, ["write"]),
    ]);
    for (const call of await everyCall(requests, both)) {
      const name = `${role} ${call.method} ${call.path}`;
      if (call.signed) {
        // No token opens what only a signature opens, whoever it belongs to.
        expect.soft((await sent(requests, call, bearer(both))).status(), name).toBe(401);
        continue;
      }
      expect(call.roles.length, name).toBeGreaterThan(0);
      if (!call.roles.includes(role)) {
        expect.soft((await sent(requests, call, bearer(both))).status(), name).toBe(403);
      }
      const lacking = call.scope === "read" ? writes : reads;
      expect.soft((await sent(requests, call, bearer(lacking))).status(), `${name}, scope`).toBe(403);
    }
    await requests.dispose();
  });
}

test("a signed-in browser cannot write through the API, whoever it belongs to", async ({ as }) => {
  const page = await as("admin");
  const calls = await everyCall(page.request, await tokenOf(accountOf("admin").email));
  for (const call of calls.filter(({ method }) => method !== "GET")) {
    const response = await sent(page.request, call, {});
    expect.soft(response.status(), `${call.method} ${call.path}`).toBe(call.signed ? 401 : 403);
  }
});

test("a form that another site sends is not taken", async ({ as, baseURL }) => {
  const page = await as("lead");
  await page.goto("/systems/new");
  await page.getByLabel("Name").first().fill("Sent from elsewhere");
  await page.route("**/systems/new", async (route) => {
    const headers = { ...route.request().headers(), origin: "https://evil.example" };
    const response = await newRequests
      .newContext({ baseURL, storageState: await page.context().storageState() })
      .then((requests) =>
        requests.fetch(route.request().url(), {
          method: route.request().method(),
          headers,
          data: route.request().postDataBuffer() ?? "",
          maxRedirects: 0,
        }),
      );
    expect(response.status()).toBeGreaterThanOrEqual(400);
    await route.abort();
  });
  await page.getByRole("button", { name: "Add system" }).click();
  await expect(
    page.getByText("could not be reached").or(page.getByText("cannot be reached")).first(),
  ).toBeVisible();
  await page.unrouteAll();
  await page.goto("/systems");
  await expect(page.getByText("Sent from elsewhere")).toHaveCount(0);
});

test("a session that was altered, or ended by an admin, signs nobody in", async ({
  as,
  browser,
  baseURL,
}) => {
  const page = await as("member");
  const state = await page.context().storageState();
  const cookie = state.cookies.find(({ name }) => name.endsWith("session-token"));
  expect(cookie).toBeDefined();
  const forged = await browser.newContext({
    baseURL,
    storageState: {
      ...state,
      cookies: state.cookies.map((one) =>
        one === cookie ? { ...one, value: `${one.value.slice(0, -6)}AAAAAA` } : one,
      ),
    },
  });
  expect((await forged.request.get("/", { maxRedirects: 0 })).status()).toBe(307);
  await forged.close();
});

test("links that were used up or never were open nothing", async ({ baseURL }) => {
  const requests = await newRequests.newContext({ baseURL });
  for (const path of ["/setup?token=never", "/setup", "/invitation?token=never", "/invitation"]) {
    const text = await (await requests.get(path)).text();
    expect.soft(text, path).not.toMatch(/type="password"/);
  }
  const never = { Authorization: "Bearer op_never-made-0123456789abcdef" };
  expect((await requests.get("/api/v1/changes", { headers: never })).status()).toBe(401);
  await requests.dispose();
});
