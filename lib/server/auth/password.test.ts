import { expect, test } from "vitest";
import { hashPassword, passwordFits } from "#lib/server/auth/password.ts";

test("a password fits its own hash and no other", async () => {
  const hash = await hashPassword("tram soup lantern");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwordFits(hash, "tram soup lantern")).toBe(true);
  expect(await passwordFits(hash, "tram soup lanterns")).toBe(false);
});

test("the same letters typed on another keyboard still fit", async () => {
  const hash = await hashPassword("über den wolken".normalize("NFC"));
  expect(await passwordFits(hash, "über den wolken".normalize("NFD"))).toBe(true);
});

test("without a hash nothing fits, and it takes about as long as with one", async () => {
  const hash = await hashPassword("tram soup lantern");
  await passwordFits(null, "warm up");
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let run = 0; run < 9; run++) {
    for (const [name, of] of [
      ["known", hash],
      ["unknown", null],
    ] as const) {
      const start = performance.now();
      expect(await passwordFits(of, "wrong guess again")).toBe(false);
      times[name].push(performance.now() - start);
    }
  }
  expect(Math.min(...times.unknown)).toBeGreaterThan(Math.min(...times.known) / 3);
});
