import { ORPCError } from "@orpc/client";
import { afterEach, expect, test, vi } from "vitest";
import { api } from "#components/layout/api-client.ts";

const asked: string[] = [];

function answerWith(body: unknown, init: ResponseInit = {}): void {
  vi.stubGlobal("window", { location: { origin: "http://portal.test" } });
  vi.stubGlobal("fetch", async (request: Request) => {
    asked.push(`${request.method} ${request.url}`);
    return Response.json(body, init);
  });
}

afterEach(() => {
  vi.unstubAllGlobals();
  asked.length = 0;
});

test("a query asks the address of its procedure, with its filters", async () => {
  answerWith({ items: [], nextCursor: null });
  const page = await api.changes.list.call({ area: "code", limit: 5 });
  expect(page).toEqual({ items: [], nextCursor: null });
  await api.changes.get.call({ number: 12 }).catch(() => undefined);
  expect(asked).toEqual([
    "GET http://portal.test/api/v1/changes?area=code&limit=5",
    "GET http://portal.test/api/v1/changes/12",
  ]);
});

test("a problem document becomes an error with its words and faults", async () => {
  const errors = [{ path: "limit", message: "Too big." }];
  answerWith({ status: 422, detail: "limit: Too big.", errors }, { status: 422 });
  const error: unknown = await api.systems.list.call({ limit: 999 }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ORPCError);
  expect(error).toMatchObject({ status: 422, message: "limit: Too big.", data: { faults: errors } });
});

test("queries of one noun share the beginning of their keys", () => {
  const { queryKey } = api.changes.list.queryOptions({ input: { area: "code" } });
  expect(queryKey[0]).toEqual(["changes", "list"]);
});
