import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { isAppError } from "#lib/core/errors.ts";
import { coerceText, formInput } from "#lib/server/http/form-input.ts";
import { type Form, fileName, readForm } from "#lib/server/http/multipart.ts";
import { Refusal } from "#lib/server/http/problem.ts";
import { dropSpooled, spooledChunks } from "#lib/server/spool.ts";

const mb = 1024 * 1024;

async function requestOf(form: FormData): Promise<Request> {
  const encoded = new Response(form);
  return new Request("http://portal.test/", {
    method: "POST",
    body: await encoded.bytes(),
    headers: encoded.headers,
  });
}

function rawRequest(body: BodyInit, headers: Record<string, string> = {}): Request {
  const type = "multipart/form-data; boundary=cut";
  return new Request("http://portal.test/", {
    method: "POST",
    body,
    headers: { "content-type": type, ...headers },
    duplex: "half",
  } as RequestInit);
}

async function refusalOf(reading: Promise<Form>): Promise<{ status: number; detail: string }> {
  const error: unknown = await reading.then(
    () => null,
    (thrown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error(`Not refused: ${error}`);
  return error.problem;
}

async function bytesOf(form: Form, index: number): Promise<Buffer> {
  const file = form.files[index];
  if (!file) throw new Error("No such part.");
  const chunks: Uint8Array[] = [];
  for await (const chunk of spooledChunks(file.spooled)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const drop = (form: Form) => dropSpooled(form.files.map((file) => file.spooled));

/** Bytes that come as they are asked for; counts how many were. */
function flow(total: number, chunk = 64 * 1024) {
  const state = { sent: 0 };
  const head = new TextEncoder().encode(
    '--cut\r\nContent-Disposition: form-data; name="before[]"; filename="big.csv"\r\n\r\n',
  );
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(head),
    pull: (controller) => {
      if (state.sent >= total) {
        controller.enqueue(new TextEncoder().encode("\r\n--cut--\r\n"));
        controller.close();
        return;
      }
      state.sent += chunk;
      controller.enqueue(new Uint8Array(chunk).fill(state.sent % 251));
    },
  });
  return { stream, state };
}

test("fields and files come through to the byte, with their hashes", async () => {
  const content = Buffer.alloc(3 * mb + 17, "0123456789\r\n--cu");
  const form = new FormData();
  form.append("metric", "checkout.p95");
  form.append("before[]", new Blob([content]), "vorher ä.csv");
  form.append("after[]", new Blob(["2\n"]), "after.csv");
  const read = await readForm(await requestOf(form), 50 * mb);
  expect(read.fields).toEqual([["metric", "checkout.p95"]]);
  expect(read.files.map(({ field, name, spooled }) => [field, name, spooled.bytes])).toEqual([
    ["before[]", "vorher ä.csv", content.length],
    ["after[]", "after.csv", 2],
  ]);
  expect((await bytesOf(read, 0)).equals(content)).toBe(true);
  expect(read.files[0]?.spooled.sha256).toBe(createHash("sha256").update(content).digest("hex"));
  await drop(read);
});

test("the same parts have the same hash whatever the boundary, other parts another", async () => {
  const formOf = (text: string, name = "a.csv") => {
    const form = new FormData();
    form.append("metric", "m");
    form.append("before[]", new Blob([text]), name);
    return requestOf(form);
  };
  const hashes: string[] = [];
  for (const request of [formOf("1"), formOf("1"), formOf("2"), formOf("1", "b.csv")]) {
    const read = await readForm(await request, mb);
    hashes.push(read.hash);
    await drop(read);
  }
  expect(hashes[0]).toBe(hashes[1]);
  expect(new Set(hashes).size).toBe(3);
});

test("a gigabyte that announces itself is refused before any of it is read", async () => {
  const { stream, state } = flow(1024 * mb);
  const request = rawRequest(stream, { "content-length": String(1024 * mb) });
  const { status, detail } = await refusalOf(readForm(request, 50 * mb));
  expect(status).toBe(413);
  expect(detail).toContain("50 MB");
  expect(state.sent).toBeLessThanOrEqual(64 * 1024);
});

test("a gigabyte that does not say so is refused once the limit is passed, in constant memory", async () => {
  const { stream, state } = flow(1024 * mb);
  const before = process.memoryUsage().arrayBuffers;
  const { status } = await refusalOf(readForm(rawRequest(stream), 50 * mb));
  expect(status).toBe(413);
  expect(state.sent).toBeLessThan(52 * mb);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30 * mb);
});

test("the files of one form count together", async () => {
  const form = new FormData();
  for (const name of ["a", "b", "c"]) form.append("before[]", new Blob([new Uint8Array(mb)]), name);
  expect((await refusalOf(readForm(await requestOf(form), 2 * mb))).status).toBe(413);
});

test("too many files, too many fields and too long fields are refused", async () => {
  const files = new FormData();
  for (let index = 0; index < 201; index++) files.append("before[]", new Blob(["1"]), `${index}.csv`);
  expect((await refusalOf(readForm(await requestOf(files), mb))).status).toBe(413);
  const fields = new FormData();
  for (let index = 0; index < 101; index++) fields.append(`f${index}`, "1");
  expect((await refusalOf(readForm(await requestOf(fields), mb))).status).toBe(413);
  const long = new FormData();
  long.append("metric", "x".repeat(65 * 1024));
  expect((await refusalOf(readForm(await requestOf(long), mb))).status).toBe(413);
});

test("a form without a boundary, cut off, or not a form at all is 400", async () => {
  const noBoundary = rawRequest("x", { "content-type": "multipart/form-data" });
  expect((await refusalOf(readForm(noBoundary, mb))).status).toBe(400);
  const head = '--cut\r\nContent-Disposition: form-data; name="before[]"; filename="a.csv"\r\n\r\n1\n2\n';
  for (const body of [head, head.slice(0, 30), "--cut", "not a form", "\r\n--cut\r\n\r\n", ""]) {
    expect((await refusalOf(readForm(rawRequest(body), mb))).status, JSON.stringify(body)).toBe(400);
  }
});

test("a sender that goes away in the middle is 400 and leaves nothing open", async () => {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const head = '--cut\r\nContent-Disposition: form-data; name="before[]"; filename="a"\r\n\r\n1\n';
      controller.enqueue(new TextEncoder().encode(head));
    },
    pull: (controller) => controller.error(new Error("ECONNRESET")),
  });
  expect((await refusalOf(readForm(rawRequest(stream), mb))).status).toBe(400);
});

test("whatever comes as a form is read or refused, soon, and never brings the process down", async () => {
  const good = [
    "--cut",
    'Content-Disposition: form-data; name="metric"',
    "",
    "m",
    "--cut",
    'Content-Disposition: form-data; name="before[]"; filename="a.csv"',
    "Content-Type: text/csv",
    "",
    "1\n2\n3",
    "--cut--",
    "",
  ].join("\r\n");
  const damaged = fc
    .tuple(fc.nat(good.length), fc.nat(good.length), fc.string({ maxLength: 12 }))
    .map(([from, to, put]) => good.slice(0, Math.min(from, to)) + put + good.slice(Math.max(from, to)));
  await fc.assert(
    fc.asyncProperty(damaged, async (body) => {
      try {
        await drop(await readForm(rawRequest(body), mb));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }),
    { numRuns: 200 },
  );
});

test("a file's name is one clean line without its folders", () => {
  expect(fileName("C:\\runs\\before.csv")).toBe("before.csv");
  expect(fileName("../../etc/passwd")).toBe("passwd");
  expect(fileName("a\u0000\nb.csv")).toBe("ab.csv");
  expect(fileName(undefined)).toBe("file");
  expect(fileName("  ")).toBe("file");
  expect(fileName("x".repeat(500))).toHaveLength(200);
});

const schema = z.strictObject({
  metric: z.string(),
  before: z.array(z.uuid()),
  after: z.array(z.uuid()),
  minimumEffect: z.number().positive().optional(),
  beforePart: z.number().int().optional(),
  exact: z.boolean().optional(),
  filters: z.record(z.string(), z.string()).optional(),
  override: z.strictObject({ reason: z.string() }).optional(),
});

const nothing: Form = { fields: [], files: [], hash: "" };

test("text becomes what the schema wants there, in brackets or as JSON", () => {
  const fields: Form["fields"] = [
    ["metric", "12"],
    ["minimumEffect", "0.05"],
    ["exact", "true"],
    ["override[reason]", "42"],
    ["filters", '{"queryid":"7"}'],
  ];
  expect(formInput({ ...nothing, fields }, {}, schema).fields).toEqual({
    metric: "12",
    minimumEffect: 0.05,
    exact: true,
    override: { reason: "42" },
    filters: { queryid: "7" },
  });
});

test("text that is not what the schema wants stays text, for the verb to refuse", () => {
  for (const value of ["", " ", "1e999", "NaN", "0x1g", "{broken"]) {
    expect(coerceText(schema, { minimumEffect: value, filters: value })).toEqual({
      minimumEffect: value,
      filters: value,
    });
  }
});

test("files under a field that takes none, and text where a file belongs, are refused by name", async () => {
  const form = new FormData();
  form.append("picture", new Blob(["1"]), "a.png");
  form.append("before[]", "1,2,3");
  const read = await readForm(await requestOf(form), mb);
  try {
    formInput(read, { before: "many", after: "many" }, schema);
    throw new Error("Not refused.");
  } catch (error) {
    if (!isAppError(error)) throw error;
    expect(error.faults.map((fault) => fault.path)).toEqual(["picture", "before"]);
  }
  await drop(read);
});

test("field names that reach into prototypes stay names", () => {
  const fields: Form["fields"] = [
    ["__proto__[polluted]", "1"],
    ["constructor[prototype][polluted]", "1"],
  ];
  formInput({ ...nothing, fields }, {}, schema);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
