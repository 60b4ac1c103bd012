import { randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import { type APIRequestContext, request as newRequests } from "@playwright/test";
import { bearer } from "./api.ts";
import { tokenOf } from "./command-line.ts";
import { accountOf, expect, test } from "./signed-in.ts";

// Each is refused with its fault named, and nothing of it is written.

let requests: APIRequestContext;
let headers: Record<string, string>;
let number = 0;
const metric = "platform.availability";

test.beforeAll(async ({ baseURL }) => {
  requests = await newRequests.newContext({ baseURL });
  headers = bearer(await tokenOf(accountOf("lead").email));
  number = (await (await post("/changes", change())).json()).number;
  await post("/metrics", {
    ...{ key: "bad-input.time", name: "Time of the job", system: "user-portal" },
    ...{ unit: "ms", better: "lower", kind: "duration" },
  });
});

test.afterAll(() => requests.dispose());

const post = (path: string, data: unknown) => requests.post(`/api/v1${path}`, { headers, data });

function change(fields: Record<string, unknown> = {}) {
  return { title: "Somebody's change", area: "database", system: "user-portal", ...fields };
}

/** How much there is: changes by their newest number, and this change's evidence. */
async function written() {
  const list = await requests.get("/api/v1/changes?sort=-number&limit=1", { headers });
  const own = await requests.get(`/api/v1/changes/${number}`, { headers });
  const systems = await requests.get("/api/v1/systems?limit=200", { headers });
  return {
    newest: (await list.json()).items[0].number,
    measurements: (await own.json()).measurements.length,
    systems: (await systems.json()).items.length,
  };
}

type Problem = {
  status: number;
  title: string;
  detail: string;
  errors?: { path: string; message: string }[];
};

async function refusal(answer: Promise<{ status: () => number; json: () => Promise<Problem> }>) {
  const response = await answer;
  const problem = await response.json();
  const words = [problem.detail, ...(problem.errors ?? []).map(({ path, message }) => `${path}: ${message}`)];
  return { status: response.status(), words: words.join("\n") };
}

function measured(before: Buffer | string, after: Buffer | string, name = "values.csv", key = metric) {
  const file = (content: Buffer | string) => ({
    name,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(content),
  });
  return requests.post(`/api/v1/changes/${number}/measurements`, {
    headers,
    multipart: { metric: key, "before[]": file(before), "after[]": file(after) },
  });
}

const column = (values: (number | string)[]) => `value\n${values.join("\n")}\n`;
const good = column([0.99, 0.991, 0.992, 0.993, 0.99]);
const long = Array.from({ length: 80_000 }, (_, index) => 0.9 + (index % 90) / 1000);
const binary = randomBytes(4096);

const files: [name: string, before: Buffer | string, words: RegExp][] = [
  ["an empty file", "", /values\.csv.*(empty|no )/i],
  ["a file of blanks", "  \n \n", /values\.csv/],
  ["a binary file", binary, /values\.csv/],
  ["a text in row 70,000", column(long.map((value, row) => (row === 69_999 ? "oops" : value))), /70,?00[01]/],
  ["NaN and Infinity only", column(["NaN", "Infinity", "-Infinity"]), /values\.csv/],
  ["a number too large to hold", column(["1e999", "0.5"]), /1e999/],
  ["half a JSON document", '{"results": [{"command": "x", "times": [0.1, 0.2', /values\.csv/],
];

for (const [name, before, words] of files) {
  test(`${name} is no evidence`, async () => {
    const earlier = await written();
    const { status, words: said } = await refusal(measured(before, good));
    expect(status, said).toBe(422);
    expect(said).toMatch(words);
    expect(await written()).toEqual(earlier);
  });
}

test("before and after in different units are not compared", async () => {
  const earlier = await written();
  const bytes = "response_bytes\n100\n101\n102\n";
  const milliseconds = "latency_ms\n100\n101\n102\n";
  const { status, words } = await refusal(measured(milliseconds, bytes, "values.csv", "bad-input.time"));
  expect(status, words).toBe(422);
  expect(await written()).toEqual(earlier);
});

test("values that are no numbers are named by their place", async () => {
  const earlier = await written();
  const body = { metric, before: { values: [0.9, "NaN", null] }, after: { values: [0.9, 0.9, 0.9] } };
  const { status, words } = await refusal(post(`/changes/${number}/measurements`, body));
  expect(status, words).toBe(422);
  expect(words).toMatch(/before\.values\.1/);
  expect(await written()).toEqual(earlier);
});

const fields: [name: string, fields: Record<string, unknown>, path: string, words: RegExp][] = [
  ["a title of 10,000 characters", { title: "x".repeat(10_000) }, "title", /at most 200/],
  ["a date in 1900", { appliedAt: "1900-01-01T00:00:00Z" }, "appliedAt", /between 1 Jan 1970/],
  ["a date in 2900", { appliedAt: "2900-01-01T00:00:00Z" }, "appliedAt", /31 Dec 2099/],
  ["no day of the calendar", { appliedAt: "2026-02-30" }, "appliedAt", /date/],
  [
    "an end before its start",
    { rolloutStart: "2026-02-02", rolloutEnd: "2026-02-01" },
    "rolloutEnd",
    /before|after/,
  ],
  ["an unknown key", { titel: "twice" }, "titel", /./],
  ["a system that is not there", { system: "no-such-system" }, "system", /no-such-system/],
  ["a link that runs script", { links: [{ kind: "x", url: "javascript:alert(1)" }] }, "links.0.url", /https/],
  ["control characters", { title: "a\u0007b" }, "title", /control characters/],
  ["a character that no database keeps", { title: "a\u0000b" }, "title", /cannot be kept/],
];

for (const [name, wrong, path, words] of fields) {
  test(`${name} is no change`, async () => {
    const earlier = await written();
    const response = await post("/changes", change(wrong));
    const problem: Problem = await response.json();
    expect(response.status(), JSON.stringify(problem)).toBe(422);
    const fault = problem.errors?.find((one) => one.path === path || one.message.includes(path));
    expect(fault?.message ?? JSON.stringify(problem)).toMatch(words);
    expect(await written()).toEqual(earlier);
  });
}

test("every fault is named at once", async () => {
  const { words } = await refusal(
    post("/changes", { title: "", area: "nowhere", system: "no-such-system", wrong: 1 }),
  );
  for (const path of ["title", "area", "wrong"]) expect(words).toContain(path);
});

test("what is no JSON, no object or far too long is refused as that", async () => {
  const send = (data: string | Buffer, type = "application/json") =>
    requests.post("/api/v1/changes", { headers: { ...headers, "Content-Type": type }, data });
  expect((await send(Buffer.from("{"))).status()).toBe(400);
  expect([400, 422]).toContain((await send(Buffer.from("[1,2]"))).status());
  expect((await send(Buffer.from("<a/>"), "application/xml")).status()).toBe(415);
  expect((await send(Buffer.alloc(3 * 1024 * 1024, 32))).status()).toBe(413);
});

test("an upload of a gigabyte is refused before it is read, with the limit named", async ({ baseURL }) => {
  const earlier = await written();
  const answer = await upload(new URL(`/api/v1/changes/${number}/measurements`, baseURL), 1024 ** 3);
  expect(answer.status).toBe(413);
  expect(answer.body).toContain("50 MB");
  expect(answer.sentBytes).toBeLessThan(64 * 1024 ** 2);
  expect(await written()).toEqual(earlier);
});

/** Declares and begins to send a form of this size; stops as soon as it is answered. */
function upload(url: URL, bytes: number) {
  return new Promise<{ status: number; body: string; sentBytes: number }>((done, fail) => {
    const boundary = "a-boundary";
    const piece = Buffer.alloc(256 * 1024, "7\n");
    let sentBytes = 0;
    let answered = false;
    const sending = httpRequest(url, {
      method: "POST",
      headers: {
        ...headers,
        "Content-Type": `multipart/form-data; boundary=${boundary}`,
        "Content-Length": String(bytes),
      },
    });
    sending.on("response", (response) => {
      answered = true;
      let body = "";
      response.on("data", (data: Buffer) => {
        body += data.toString();
      });
      response.on("end", () => {
        sending.destroy();
        done({ status: response.statusCode ?? 0, body, sentBytes });
      });
    });
    sending.on("error", (error) => (answered ? undefined : fail(error)));
    sending.write(
      `--${boundary}\r\nContent-Disposition: form-data; name="before[]"; filename="big.csv"\r\n\r\n`,
    );
    const more = () => {
      if (answered || sentBytes >= bytes) return;
      sentBytes += piece.length;
      if (sending.write(piece)) setTimeout(more, 1);
      else sending.once("drain", more);
    };
    more();
  });
}

test("script and markup in every text field stay text, on every page and in the documents", async ({
  as,
}) => {
  const attack = `<script>window.broken=1</script><img src=x onerror="window.broken=1">"'&{{7*7}}#[]$x$`;
  const made = await post(
    "/changes",
    change({
      title: `Markup ${attack}`,
      description: `${attack}\n\n[a link](javascript:window.broken=1) <iframe srcdoc="${attack}"></iframe>`,
      rollbackPlan: attack,
      settings: [{ key: attack, before: attack, after: attack }],
      evidence: { statement: attack, queryId: attack },
      links: [{ kind: attack.slice(0, 40), url: "https://example.org/?q=<script>" }],
      status: "planned",
    }),
  );
  expect(made.status(), await made.text()).toBe(201);
  const { number: marked } = await made.json();
  const page = await as("executive");
  const failures: string[] = [];
  page.on("dialog", (dialog) => {
    failures.push(dialog.message());
    void dialog.dismiss();
  });
  for (const path of [`/changes/${marked}`, "/changes?sort=-number", "/plan", "/", "/changes?q=markup"]) {
    await page.goto(path);
    expect.soft(await page.evaluate(() => "broken" in window), path).toBe(false);
    expect.soft(await page.locator("img[src=x], iframe[srcdoc], a[href^=javascript]").count(), path).toBe(0);
  }
  await page.goto(`/changes/${marked}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("<script>window.broken=1</script>");
  for (const format of ["html", "md", "docx", "pdf"]) {
    const response = await requests.get(`/api/v1/plan?format=${format}`, { headers });
    expect.soft(response.status(), format).toBe(200);
    if (format === "html") expect(await response.text()).not.toMatch(/<script>window|<img src=x/);
  }
  expect(failures).toEqual([]);
});

test("an address that cannot be read leads to no page, and to no fault of the portal", async ({ as }) => {
  const page = await as("admin");
  const records = [
    "/changes/abc",
    "/changes/0",
    "/roadmap/abc",
    "/feedback/abc",
    "/test-runs/abc",
    "/metrics/no such",
  ];
  const reviews = ["/reviews/1", "/reviews/2026-Q9/walk", "/reviews/x/sign", "/reviews/2026-Q2?version=abc"];
  const choices = ["/?quarter=zz", "/plan?quarter=zz", "/changes?status=zz", "/changes?cursor=zz"];
  for (const path of [...records, ...reviews, ...choices]) {
    const response = await page.goto(path);
    expect.soft(response?.status(), path).toBe(404);
    await expect
      .soft(page.getByRole("heading", { level: 1, name: "There is no page here" }), path)
      .toBeVisible();
  }
});
