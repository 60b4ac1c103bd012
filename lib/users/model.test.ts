import { expect, test } from "vitest";
import { parse } from "#lib/core/parse.ts";
import { isOpen, linkExpiry, wouldLoseLastAdmin } from "#lib/users/model.ts";
import { createTokenSchema, emailSchema, timeZoneSchema } from "#lib/users/schema.ts";

const now = new Date("2026-11-12T09:00:00Z");
const fresh = { expiresAt: linkExpiry(now), acceptedAt: null, revokedAt: null };

test("a link works for seven days, once, unless it is revoked", () => {
  expect(isOpen(fresh, now)).toBe(true);
  expect(isOpen(fresh, new Date("2026-11-19T08:59:59Z"))).toBe(true);
  expect(isOpen(fresh, new Date("2026-11-19T09:00:00Z"))).toBe(false);
  expect(isOpen({ ...fresh, acceptedAt: now }, now)).toBe(false);
  expect(isOpen({ ...fresh, revokedAt: now }, now)).toBe(false);
});

test("the last admin is the only one who cannot go", () => {
  expect(wouldLoseLastAdmin(["ann"], "ann")).toBe(true);
  expect(wouldLoseLastAdmin(["ann"], "ben")).toBe(false);
  expect(wouldLoseLastAdmin(["ann", "ben"], "ann")).toBe(false);
});

test("an e-mail address is one in small letters, without the space around it", () => {
  expect(parse(emailSchema, " Nomsa@SayPro.Example ")).toBe("nomsa@saypro.example");
  expect(() => parse(emailSchema, "nomsa")).toThrow(/like nomsa@example.org/);
  expect(() => parse(emailSchema, undefined)).toThrow(/Give an e-mail address/);
});

test("a time zone has a name that clocks know", () => {
  expect(parse(timeZoneSchema, "Africa/Johannesburg")).toBe("Africa/Johannesburg");
  expect(() => parse(timeZoneSchema, "Johannesburg")).toThrow(/time zone/);
  expect(() => parse(timeZoneSchema, "+02:00")).toThrow(/time zone/);
});

test("scopes are kept once each and in order", () => {
  expect(parse(createTokenSchema, { name: "ci", scopes: ["write", "read", "write"] })).toEqual({
    name: "ci",
    scopes: ["read", "write"],
    expiresInDays: null,
  });
  expect(() => parse(createTokenSchema, { name: "ci", scopes: [] })).toThrow(/read, write or both/);
  expect(() => parse(createTokenSchema, { name: "ci", scopes: ["admin"] })).toThrow(/read or write/);
});
