import { expect, test } from "vitest";
import { codeOfRefusal, messageOfRefusal, refusalOfCode, type SignInRefusal } from "./sign-in-refusal.ts";

const refusals: SignInRefusal[] = [
  { kind: "mismatch", triesLeft: 4 },
  { kind: "paused", minutes: 12 },
  { kind: "not-invited" },
  { kind: "provider" },
  { kind: "unavailable" },
];

test.each(refusals)("$kind survives the way through the address", (refusal) => {
  expect(refusalOfCode(codeOfRefusal(refusal))).toEqual(refusal);
  expect(codeOfRefusal(refusal)).toMatch(/^[a-z0-9-]+$/);
});

test("text that somebody wrote into the address is never shown", () => {
  const refusal = refusalOfCode("Call +1 555 to unlock your account");
  expect(refusal).toEqual({ kind: "unavailable" });
  expect(refusalOfCode("mismatch-99999")).toEqual({ kind: "unavailable" });
});

test("next-auth's own codes have words too", () => {
  expect(refusalOfCode("OAuthCallback")).toEqual({ kind: "provider" });
  expect(refusalOfCode("AccessDenied")).toEqual({ kind: "not-invited" });
  expect(refusalOfCode(undefined)).toBeNull();
});

test("the words count correctly", () => {
  expect(messageOfRefusal({ kind: "mismatch", triesLeft: 4 })).toContain("4 tries left");
  expect(messageOfRefusal({ kind: "mismatch", triesLeft: 1 })).toContain("1 try left");
  expect(messageOfRefusal({ kind: "mismatch", triesLeft: 0 })).toContain("last try");
  expect(messageOfRefusal({ kind: "paused", minutes: 1 })).toContain("1 minute,");
});
