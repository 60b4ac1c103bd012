import fc from "fast-check";
import { expect, test } from "vitest";
import { isWanted, ruleFor, rulesOfText, textOfRules } from "#lib/changes/webhook-rules.ts";

test("the first rule that fits one of the names says where it belongs", () => {
  const rules = [
    { match: "saypro/royalty", system: "royalty-calculation" },
    { match: "saypro/*", system: "user-portal" },
  ];
  expect(ruleFor(["SayPro/Royalty"], rules)?.system).toBe("royalty-calculation");
  expect(ruleFor(["else", "saypro/web"], rules)?.system).toBe("user-portal");
  expect(ruleFor(["other/royalty"], rules)).toBeNull();
  expect(ruleFor([], rules)).toBeNull();
});

test.each([
  ["*-api", "billing-api", true],
  ["*-api", "billing-api-2", false],
  ["a*b*c", "a--b--c", true],
  ["a*b*c", "a--c--b", false],
  ["ab*ba", "aba", false],
  ["*", "", true],
])("%s and %s: %s", (match, name, fits) => {
  expect(ruleFor([name], [{ match, system: "s" }]) !== null).toBe(fits);
});

test("a name fits itself and every pattern that has stars in the place of its parts", () => {
  const word = fc.stringMatching(/^[a-z/-]{0,6}$/);
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 5 }),
      fc.array(word, { maxLength: 5 }),
      (parts, gaps) => {
        const name = parts
          .map((part, index) => part + (index < parts.length - 1 ? (gaps[index] ?? "") : ""))
          .join("");
        expect(ruleFor([name], [{ match: parts.join("*"), system: "s" }])).not.toBeNull();
      },
    ),
  );
});

test("only the environments that are asked for count; none asked for means all", () => {
  expect(isWanted("Production", ["production"])).toBe(true);
  expect(isWanted("staging", ["production"])).toBe(false);
  expect(isWanted("production-eu", ["production*"])).toBe(true);
  expect(isWanted("staging", [])).toBe(true);
  expect(isWanted(null, ["production"])).toBe(true);
});

test("rules are written a line each, and read back the same", () => {
  const text =
    "saypro/royalty = royalty-calculation\nsaypro/db-* = user-portal, database/indexing\nx = y, code";
  const rules = rulesOfText(text);
  expect(rules).toEqual([
    { match: "saypro/royalty", system: "royalty-calculation" },
    { match: "saypro/db-*", system: "user-portal", area: "database", practice: "indexing" },
    { match: "x", system: "y", area: "code" },
  ]);
  expect(textOfRules(rules as Parameters<typeof textOfRules>[0])).toBe(text);
  expect(rulesOfText("\n  \n")).toEqual([]);
  expect(rulesOfText("no sign")).toEqual([{ match: "no sign", system: "" }]);
});
