import fc from "fast-check";
import { expect, test } from "vitest";
import { key } from "#lib/core/fields.ts";
import { keyOf } from "#lib/core/key-of.ts";

test.each([
  ["Royalty calculation (new)", "royalty-calculation-new"],
  ["  Überblick & Größe ", "uberblick-gro-e"],
  ["p95", "p95"],
  ["…", ""],
])("%j gives %j", (name, made) => expect(keyOf(name)).toBe(made));

test("whatever the name, a key that is not empty is a valid one", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      const made = keyOf(name);
      expect(made === "" || key.safeParse(made).success).toBe(true);
    }),
  );
});
