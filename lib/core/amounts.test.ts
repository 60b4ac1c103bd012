import fc from "fast-check";
import { expect, test } from "vitest";
import {
  amountOf,
  formatDays,
  formatMoney,
  hundredthsOf,
  readAmount,
  sumOfAmounts,
  typedAmount,
} from "#lib/core/amounts.ts";

test.each([
  [1200, "1200.00"],
  ["1200.5", "1200.50"],
  [" 0 ", "0.00"],
  ["0.07", "0.07"],
  ["007", "7.00"],
  [99_999_999_999.99, "99999999999.99"],
  ["1200.505", null],
  ["-1", null],
  ["1,200", null],
  ["1e3", null],
  [Number.NaN, null],
  [1e21, null],
  ["", null],
  [".5", null],
  ["100000000000", null],
])("reads %s as %s", (given, amount) => expect(readAmount(given)).toBe(amount));

test.each([
  ["1 200,50", "1200.50"],
  ["1\u202f200.50", "1200.50"],
  ["1,200", "1,200"],
  ["1.200,50", "1.200.50"],
])("takes %s from a form as %s", (typed, amount) => expect(typedAmount(typed)).toBe(amount));

test("sums are exact, in any order, and nothing is not zero", () => {
  expect(sumOfAmounts(["0.10", "0.20"])).toBe("0.30");
  expect(sumOfAmounts([])).toBe(null);
  expect(sumOfAmounts(["0.00"])).toBe("0.00");
  const hundredths = fc.array(fc.bigInt({ min: 0n, max: 9_999_999_999_999n }), { minLength: 1 });
  fc.assert(
    fc.property(hundredths, (all) => {
      const sum = sumOfAmounts(all.map(amountOf));
      expect(sum).toBe(amountOf(all.reduce((total, one) => total + one, 0n)));
      expect(sumOfAmounts(all.map(amountOf).toReversed())).toBe(sum);
    }),
  );
});

test("what is written is read again as itself", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 9_999_999_999_999n }), (hundredths) => {
      expect(hundredthsOf(amountOf(hundredths))).toBe(hundredths);
      expect(readAmount(amountOf(hundredths))).toBe(amountOf(hundredths));
      // JSON carries numbers: none of this size loses a hundredth on the way.
      expect(readAmount(Number(amountOf(hundredths)))).toBe(amountOf(hundredths));
    }),
  );
});

test.each([
  ["12400.00", "EUR", "€12,400"],
  ["12400.50", "EUR", "€12,400.50"],
  ["99999999999.99", "ZAR", "ZAR\u00a099,999,999,999.99"],
  ["1200.00", "JPY", "JP¥1,200"],
  ["1200.00", null, "1,200"],
])("shows %s in %s as %s", (amount, currency, shown) => expect(formatMoney(amount, currency)).toBe(shown));

test("shows work in days", () => {
  expect(formatDays("3.50")).toBe("3.5\u00a0person-days");
  expect(formatDays("1.00")).toBe("1\u00a0person-day");
});
