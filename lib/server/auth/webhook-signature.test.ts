import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  hubSignature,
  isHubSignature,
  isTimedSignature,
  timedSignature,
} from "#lib/server/auth/webhook-signature.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const now = new Date("2026-11-12T09:00:00Z");
const seconds = now.getTime() / 1000;

test("GitHub's documented example has the signature that GitHub documents", () => {
  const signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  const secret = "It's a Secret to Everybody";
  expect(hubSignature(secret, bytes("Hello, World!"))).toBe(signature);
  expect(isHubSignature(signature, secret, bytes("Hello, World!"))).toBe(true);
  for (const other of [null, "", "sha256=", signature.slice(7), signature.toUpperCase(), `${signature}0`]) {
    expect(isHubSignature(other, secret, bytes("Hello, World!")), String(other)).toBe(false);
  }
});

test("the signature with a time is the HMAC of the time, a dot and the body as it came", () => {
  const body = '{"title": "ä"}';
  const v1 = createHmac("sha256", "s").update(`1700000000.${body}`).digest("hex");
  expect(timedSignature("s", 1_700_000_000, bytes(body))).toBe(`t=1700000000,v1=${v1}`);
});

test.each([
  [0, true],
  [-300, true],
  [300, true],
  [-301, false],
  [301, false],
])("a signature made %i s from now is taken: %s", (away, taken) => {
  const header = timedSignature("s", seconds + away, bytes("{}"));
  expect(isTimedSignature(header, "s", bytes("{}"), now)).toBe(taken);
});

test("a time that was not signed, two times, and what is no signature are refused", () => {
  const good = timedSignature("s", seconds, bytes("{}"));
  const [, v1] = good.split(",");
  for (const header of [`t=${seconds + 1},${v1}`, `t=1,${good}`, `${v1}`, "t=x,v1=y", "", null]) {
    expect(isTimedSignature(header, "s", bytes("{}"), now), String(header)).toBe(false);
  }
});

test("of several signatures one suffices, so that a sender may change its secret", () => {
  const old = timedSignature("old", seconds, bytes("{}"));
  const [, fresh] = timedSignature("new", seconds, bytes("{}")).split(",");
  expect(isTimedSignature(`${old}, ${fresh}`, "new", bytes("{}"), now)).toBe(true);
});

test("another secret or another body never passes", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), fc.string(), (secret, body, other) => {
      fc.pre(body !== other);
      const header = timedSignature(secret, seconds, bytes(body));
      expect(isTimedSignature(header, secret, bytes(body), now)).toBe(true);
      expect(isTimedSignature(header, secret, bytes(other), now)).toBe(false);
      expect(isTimedSignature(header, `${secret}x`, bytes(body), now)).toBe(false);
      expect(isHubSignature(hubSignature(secret, bytes(body)), secret, bytes(other))).toBe(false);
    }),
  );
});
