import { describe, expect, test } from "vitest";
import { guardedGet, type Target } from "#lib/server/sources/guarded-get.ts";
import { queryRange } from "#lib/server/sources/prometheus/client.ts";
import { answering, fakePrometheus, json } from "#lib/testing/fake-prometheus.ts";
import { certificate, privateKey } from "#lib/testing/self-signed.ts";

const hour = 3_600_000;
const to = Date.UTC(2026, 10, 20, 12);
const range = { query: "up", from: to - hour, to, stepSeconds: 60 };
const quick = { timeoutMs: 1_000, tries: 3, pauseMs: 1 };

function target(baseUrl: string, more: Partial<Target> = {}): Target {
  return {
    baseUrl,
    headers: {},
    caCertificate: null,
    verifyTls: true,
    allowOwnMachine: true,
    ...more,
  };
}

function ask(url: string, more: Partial<Target> = {}, asked = range) {
  return queryRange(target(url, more), asked, quick);
}

describe("reading a range", () => {
  test("sends the headers, keeps a path before the API's own, and reads NaN as a gap", async () => {
    await using server = await fakePrometheus(answering((at) => (at === to ? Number.NaN : 1)));
    const [series] = await ask(`${server.url}/prometheus/`, { headers: { authorization: "Bearer abc" } });
    expect(series?.points).toHaveLength(61);
    expect(series?.points.at(-1)).toEqual({ at: to, value: null });
    expect(server.asked[0]?.url.pathname).toBe("/prometheus/api/v1/query_range");
    expect(server.asked[0]?.headers.authorization).toBe("Bearer abc");
  });

  test("a long range is asked for in parts, each time once", async () => {
    await using server = await fakePrometheus(answering((at) => at / hour));
    const [series] = await ask(server.url, {}, { ...range, from: to - 400 * hour });
    expect(server.asked).toHaveLength(3);
    expect(series?.points).toHaveLength(400 * 60 + 1);
    expect(new Set(series?.points.map((point) => point.at)).size).toBe(400 * 60 + 1);
  });

  test("steps stand at whole multiples, so that asking a second later gives the same points", async () => {
    await using server = await fakePrometheus(answering((at) => at));
    const [first] = await ask(server.url);
    const [second] = await ask(server.url, {}, { ...range, from: range.from - 1, to: to + 1 });
    expect(second).toEqual(first);
  });
});

describe("a server that fails", () => {
  test("for a moment is asked again", async () => {
    const works = answering(() => 1);
    await using server = await fakePrometheus((asked, response) => {
      if (asked.number === 1) response.destroy();
      else if (asked.number === 2) json(response, "busy", 503);
      else works(asked, response);
    });
    expect((await ask(server.url))[0]?.points).toHaveLength(61);
    expect(server.asked).toHaveLength(3);
  });

  test("and goes on failing is given up, saying why", async () => {
    await using server = await fakePrometheus((_asked, response) => json(response, "no", 502));
    await expect(ask(server.url)).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: "The source answers with status 502.",
    });
    expect(server.asked).toHaveLength(3);
  });

  test("in the middle of its answer is not believed", async () => {
    await using server = await fakePrometheus((_asked, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write('{"status":"success","data":{"resultType":"matrix","result":[]}}');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(ask(server.url)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });

  test("by answering late is not waited for", async () => {
    await using server = await fakePrometheus(() => {});
    const asked = queryRange(target(server.url), range, { timeoutMs: 100, tries: 1, pauseMs: 1 });
    await expect(asked).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringContaining("no answer within 0.1 seconds"),
    });
  });

  test("by answering in part is not used", async () => {
    const data = { resultType: "matrix", result: [{ metric: {}, values: [[to / 1000, "1"]] }] };
    await using partial = await fakePrometheus((_asked, response) =>
      json(response, { status: "success", isPartial: true, data }),
    );
    await expect(ask(partial.url)).rejects.toThrow("only in part");
    await using warned = await fakePrometheus((_asked, response) =>
      json(response, { status: "success", warnings: ["No StoreAPIs matched, partial response"], data }),
    );
    await expect(ask(warned.url)).rejects.toThrow("only in part");
  });

  test.each([
    [
      400,
      { status: "error", errorType: "bad_data", error: "parse error: unexpected )" },
      "INVALID",
      "parse error",
    ],
    [503, { status: "error", errorType: "timeout", error: "query timed out" }, "UNAVAILABLE", "timed out"],
    [401, "who are you", "INVALID", "Check the headers"],
    [404, "nothing here", "INVALID", "Check the source's address"],
    [200, "<html>Welcome</html>", "UNAVAILABLE", "not Prometheus's answer"],
  ])("status %d with %j is %s", async (status, body, code, words) => {
    await using server = await fakePrometheus((_asked, response) => json(response, body, status));
    await expect(ask(server.url)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });
});

describe("TLS", () => {
  const tls = { cert: certificate, key: privateKey };
  const once = { ...quick, tries: 1 };

  test("a certificate that nobody vouches for is refused, unless its authority is given or nobody checks", async () => {
    await using server = await fakePrometheus(
      answering(() => 1),
      "127.0.0.1",
      tls,
    );
    await expect(queryRange(target(server.url), range, once)).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringContaining("self-signed"),
    });
    expect(server.asked).toHaveLength(0);
    const vouched = await queryRange(target(server.url, { caCertificate: certificate }), range, once);
    const unchecked = await queryRange(target(server.url, { verifyTls: false }), range, once);
    expect([vouched[0]?.points.length, unchecked[0]?.points.length]).toEqual([61, 61]);
  });
});

describe("the portal's own machine", () => {
  const guarded = { allowOwnMachine: false };

  test.each(["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "127.1"])(
    "is not asked as %s, unless an admin says so",
    async (host) => {
      await using server = await fakePrometheus(answering(() => 1));
      await expect(ask(`http://${host}:${server.port}`, guarded)).rejects.toMatchObject({ code: "INVALID" });
      expect(server.asked).toHaveLength(0);
    },
  );

  test("is not reached by a redirect", async () => {
    await using inside = await fakePrometheus((_asked, response) => json(response, "in"), "127.0.0.2");
    await using outside = await fakePrometheus((_asked, response) => {
      response.writeHead(302, { location: `${inside.url}/api` }).end();
    });
    const isForbidden = (address: string) => address === "127.0.0.2";
    const guardedTarget = target(outside.url, guarded);
    const asked = guardedGet(guardedTarget, new URL(`${outside.url}/api`), 1_000, isForbidden);
    await expect(asked).rejects.toMatchObject({ code: "INVALID" });
    expect(inside.asked).toHaveLength(0);
    const free = await guardedGet(guardedTarget, new URL(`${outside.url}/api`), 1_000, () => false);
    expect(free.status).toBe(200);
  });

  test("a redirect elsewhere loses the headers, and one in circles is given up", async () => {
    await using inside = await fakePrometheus(answering(() => 1));
    await using outside = await fakePrometheus(({ url }, response) => {
      response.writeHead(307, { location: `${inside.url}${url.pathname}${url.search}` }).end();
    });
    const [series] = await ask(outside.url, { headers: { "x-scope": "team-a" } });
    expect(series?.points).toHaveLength(61);
    expect(outside.asked[0]?.headers["x-scope"]).toBe("team-a");
    expect(inside.asked[0]?.headers["x-scope"]).toBeUndefined();
    await using circles = await fakePrometheus(({ url }, response) => {
      response.writeHead(302, { location: `${url.pathname}${url.search}` }).end();
    });
    await expect(queryRange(target(circles.url), range, { ...quick, tries: 1 })).rejects.toThrow(
      "in circles",
    );
    await using file = await fakePrometheus((_asked, response) => {
      response.writeHead(302, { location: "file:///etc/passwd" }).end();
    });
    await expect(queryRange(target(file.url), range, { ...quick, tries: 1 })).rejects.toThrow(
      "redirects to file:",
    );
  });
});
