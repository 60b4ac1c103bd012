import { expect, test } from "vitest";
import { router } from "#lib/server/http/router.ts";

const kept = "../../../components/layout/api-routes.json";

test("the browser's client knows every address that can be read (npx vitest -u writes them)", async () => {
  const readable: Record<string, Record<string, unknown>> = {};
  for (const [noun, procedures] of Object.entries(router)) {
    for (const [name, procedure] of Object.entries(procedures)) {
      const { method, path } = procedure["~orpc"].route;
      if (method !== "GET") continue;
      readable[noun] = {
        ...readable[noun],
        [name]: { "~orpc": { errorMap: {}, meta: {}, route: { method, path } } },
      };
    }
  }
  await expect(`${JSON.stringify(readable, null, 2)}\n`).toMatchFileSnapshot(kept);
});

test("no two procedures answer at one address", () => {
  const addresses = Object.values(router).flatMap((procedures) =>
    Object.values(procedures).map(
      ({ "~orpc": { route } }) => `${route.method} ${route.path?.replaceAll(/\{\w+\}/g, "{}")}`,
    ),
  );
  expect(addresses.length).toBeGreaterThan(15);
  expect(new Set(addresses).size).toBe(addresses.length);
});
