import fc from "fast-check";
import { expect, test } from "vitest";
import { safePath } from "#lib/core/access/safe-path.ts";

test("a path of the portal is kept, with its filter and its place on the page", () => {
  expect(safePath("/changes?area=database&q=a%20b#C-12")).toBe("/changes?area=database&q=a%20b#C-12");
});

test("an absolute address counts as its path only when it is of this portal", () => {
  expect(safePath("https://portal.example/plan", "https://portal.example")).toBe("/plan");
  expect(safePath("https://portal.example.evil.org/plan", "https://portal.example")).toBe("/");
  expect(safePath("http://portal.example/plan", "https://portal.example")).toBe("/");
});

test.each([
  "https://evil.org/",
  "//evil.org/",
  "/\\evil.org",
  "\\\\evil.org",
  "/\t/evil.org",
  "/.//evil.org",
  "/a/..//evil.org",
  "javascript:alert(1)",
  "data:text/html,hello",
  " /changes",
  "",
  null,
  undefined,
])("%j is not gone to", (target) => {
  expect(safePath(target)).toBe("/");
});

test.each(["/api/v1/changes", "/api/auth/signout", "/sign-in?to=/sign-in", "/setup", "/invitation?token=x"])(
  "%s is nothing to land on",
  (target) => expect(safePath(target)).toBe("/"),
);

test("whatever is asked for, the browser stays on this origin", () => {
  const here = "https://portal.example";
  const pieces = fc.constantFrom(
    "/",
    "\\",
    "//",
    "@",
    ":",
    "evil.org",
    "%2f",
    "\t",
    "\n",
    ".",
    "..",
    "?",
    "#",
    "a",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const path = safePath(parts.join(""));
      expect(new URL(path, here).origin).toBe(here);
      expect(path.startsWith("/")).toBe(true);
    }),
  );
});
