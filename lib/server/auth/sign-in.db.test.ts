import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { hashPassword } from "#lib/server/auth/password.ts";
import { checkSignIn, triesPerAccount, triesPerAddress } from "#lib/server/auth/sign-in.ts";
import { db } from "#lib/server/db.ts";
import { actorOf } from "#lib/testing/actors.ts";

const password = "tram soup lantern";
const passwordHash = await hashPassword(password);
const now = new Date("2026-11-12T09:05:00Z");

function attempt(email: string, given = password, address: string = randomUUID()) {
  return checkSignIn({ email, password: given, address }, now).catch((error) => error.message);
}

test("the right password lets in, however the address is written", async () => {
  const ann = await actorOf("lead", { passwordHash });
  expect(await attempt(` ${ann.email.toUpperCase()} `)).toBe(ann.userId);
});

test("a wrong password and an unknown account get the same answers, one after the other", async () => {
  const ann = await actorOf("lead", { passwordHash });
  const known: string[] = [];
  const unknown: string[] = [];
  const nobody = `${randomUUID()}@test.example`;
  for (let attempts = 0; attempts < triesPerAccount + 2; attempts++) {
    known.push(await attempt(ann.email, "wrong"));
    unknown.push(await attempt(nobody, "wrong"));
  }
  expect(known).toEqual([
    "mismatch-4",
    "mismatch-3",
    "mismatch-2",
    "mismatch-1",
    "mismatch-0",
    "paused-10",
    "paused-10",
  ]);
  expect(unknown).toEqual(known);
});

test("while paused the right password does not help; in the next window it does", async () => {
  const ann = await actorOf("lead", { passwordHash });
  for (let attempts = 0; attempts < triesPerAccount; attempts++) await attempt(ann.email, "wrong");
  expect(await attempt(ann.email)).toBe("paused-10");
  const later = new Date("2026-11-12T09:15:00Z");
  expect(await checkSignIn({ email: ann.email, password, address: "10.0.0.1" }, later)).toBe(ann.userId);
});

test("of a hundred guesses at once no more are looked at than one after the other", async () => {
  const ann = await actorOf("lead", { passwordHash });
  const guesses = Array.from({ length: 100 }, (_, guess) => attempt(ann.email, `guess ${guess}`));
  const looked = (await Promise.all(guesses)).filter((answer) => answer.startsWith("mismatch"));
  expect(looked).toHaveLength(triesPerAccount);
});

test("signing in wipes the slate of the account clean", async () => {
  const ann = await actorOf("lead", { passwordHash });
  for (let attempts = 0; attempts < triesPerAccount - 1; attempts++) await attempt(ann.email, "wrong");
  expect(await attempt(ann.email)).toBe(ann.userId);
  expect(await attempt(ann.email, "wrong")).toBe("mismatch-4");
});

test("one address cannot try many accounts, and then pauses no more of them", async () => {
  const ann = await actorOf("lead", { passwordHash });
  const address = randomUUID();
  await db.rateCount.create({
    data: {
      key: `sign-in:address:${address}`,
      windowStart: new Date("2026-11-12T09:00:00Z"),
      count: triesPerAddress,
    },
  });
  for (let attempts = 0; attempts < triesPerAccount + 1; attempts++) {
    expect(await attempt(ann.email, "wrong", address)).toBe("paused-10");
  }
  expect(await attempt(ann.email)).toBe(ann.userId);
});

test("people who sign in well do not use up their office's address", async () => {
  const ann = await actorOf("lead", { passwordHash });
  const address = randomUUID();
  for (let attempts = 0; attempts < 3; attempts++) await attempt(ann.email, password, address);
  const row = await db.rateCount.findFirstOrThrow({ where: { key: `sign-in:address:${address}` } });
  expect(row.count).toBe(0);
});

test.each([
  ["who is disabled", { passwordHash, disabledAt: new Date() }],
  ["who has no password", {}],
])("nobody gets in %s", async (_, about) => {
  const { email } = await db.user.create({
    data: { email: `${randomUUID()}@test.example`, name: "Ben", role: "admin", ...about },
  });
  expect(await attempt(email)).toBe("mismatch-4");
  expect(await attempt(email, "")).toBe("mismatch-3");
});

test("text that no database can hold is a mismatch like any other", async () => {
  expect(await attempt(`ann\0@${randomUUID()}`)).toBe("mismatch-4");
  expect(await attempt(`\ud800@${randomUUID()}`)).toBe("mismatch-4");
});

test("if attempts cannot be counted, nobody is let in", async () => {
  const ann = await actorOf("lead", { passwordHash });
  const broken = vi.spyOn(db, "$queryRaw").mockRejectedValue(new Error("the database is gone"));
  expect(await attempt(ann.email)).toBe("unavailable");
  broken.mockRestore();
});

test("if accounts cannot be looked up, nobody is let in, and no message of the database gets out", async () => {
  const ann = await actorOf("lead", { passwordHash });
  const broken = vi.spyOn(db.user, "findUnique").mockRejectedValue(new Error("relation is secret"));
  expect(await attempt(ann.email)).toBe("unavailable");
  broken.mockRestore();
});
