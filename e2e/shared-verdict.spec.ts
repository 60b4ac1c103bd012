import { caller } from "./api.ts";
import { tokenOf } from "./command-line.ts";
import { accountOf, expect, test } from "./signed-in.ts";

const hour = 3_600_000;
const begin = Math.floor(Date.now() / hour - 40 * 24) * hour;
const [first, second] = [begin + 22 * 24 * hour, begin + (22 * 24 + 6) * hour];

/** Hourly latencies of forty days: 400 ms, 360 from the first change on, 320 six hours later. */
function samples(metric: string) {
  return Array.from({ length: 40 * 24 }, (_, index) => {
    const at = begin + index * hour;
    const wobble = Math.sin(index * 12.9898) * 43758.5453;
    const level = at < first ? 400 : at < second ? 360 : 320;
    const value = level * (1 + 0.06 * (wobble - Math.floor(wobble) - 0.5));
    return { metric, at: new Date(at).toISOString(), value };
  });
}

test("two changes six hours apart share one verdict, and each page says so", async ({ as, request }) => {
  test.slow();
  const token = await tokenOf(accountOf("lead").email);
  const call = caller(request, token);
  const key = `shared-${Date.now()}`;
  await call("POST", "/systems", { key, name: "Price service" });
  const about = {
    key,
    name: "p95 response time",
    system: key,
    unit: "ms",
    better: "lower",
    kind: "duration",
  };
  await call("POST", "/metrics", about);
  await call("POST", "/samples", { samples: samples(key) });

  const measured = async (title: string, at: number): Promise<number> => {
    const change = { title, area: "code", system: key, appliedAt: new Date(at).toISOString() };
    const { number } = await call("POST", "/changes", change);
    await call("POST", `/changes/${number}/measurements`, { metric: key });
    await expect(async () => {
      const { status } = await call("GET", `/changes/${number}`);
      expect(status).toBe("verified");
    }).toPass({ timeout: 60_000 });
    return number;
  };
  const one = await measured("Cache the price list", first);
  const other = await measured("Warm the cache", second);

  const page = await as("executive");
  for (const [number, companion] of [
    [other, one],
    [one, other],
  ]) {
    await expect(async () => {
      await page.goto(`/changes/${number}`);
      const verdict = page.getByRole("region", { name: "Verdict" });
      await expect(verdict).toContainText(`It is also the verdict of C-${companion} and counts once.`, {
        timeout: 2_000,
      });
    }).toPass({ timeout: 60_000 });
  }
  await page
    .getByRole("link", { name: `C-${other}` })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Warm the cache" })).toBeVisible();
});
