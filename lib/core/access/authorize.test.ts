import { expect, test } from "vitest";
import type { Actor, Role } from "#lib/core/access/actor.ts";
import { authorize, may, whoMay } from "#lib/core/access/authorize.ts";

const person = (role: Role): Actor => ({
  kind: "user",
  userId: "u",
  sessionId: "s",
  name: "Ann",
  email: "ann@example.org",
  role,
  timeZone: null,
});
const token = (role: Role, scopes: ("read" | "write")[]): Actor => ({
  kind: "token",
  userId: "u",
  tokenId: "t",
  name: "Ann",
  role,
  scopes,
});

test("a lead may record a change, an executive may not", () => {
  expect(() => authorize(person("lead"), "change.record")).not.toThrow();
  expect(() => authorize(person("executive"), "change.record")).toThrow(/Only admins and leads/);
});

test("a token does what its user may, within its scopes", () => {
  expect(may(token("lead", ["read", "write"]), "change.record")).toBe(true);
  expect(may(token("lead", ["read"]), "change.record")).toBe(false);
  expect(may(token("lead", ["read"]), "change.view")).toBe(true);
  expect(may(token("lead", ["write"]), "change.view")).toBe(false);
  expect(may(token("member", ["read", "write"]), "change.record")).toBe(false);
  expect(() => authorize(token("lead", ["read"]), "change.record")).toThrow(/lacks the scope "write"/);
});

test("the refusal says who may", () => {
  expect(whoMay("organisation.edit")).toBe("Only admins");
  expect(whoMay("change.move")).toBe("Only admins, leads and reviewers");
  expect(whoMay("user.create")).toBe("Only the portal itself");
});

test("the portal itself may do everything", () => {
  expect(may({ kind: "system", reason: "set-up" }, "organisation.edit")).toBe(true);
});

test("no role may do what only the portal itself does, whatever a token's scopes", () => {
  expect(may(person("admin"), "portal.set-up")).toBe(false);
  expect(may(token("admin", ["read", "write"]), "user.create")).toBe(false);
});
