import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { anyOf, commonOf, type Meaning, takenTogether, wordsToLookFor } from "#lib/core/words-to-look-for.ts";

const meaning = (stem: string, entries: number): Meaning => ({ stems: [stem], entries });
const search = meaning("search", 6_500);
const slow = meaning("slow", 12_000);
const phone = meaning("phone", 3_000);
const zeppelin = meaning("zeppelin", 40);

describe("what to look for among 50,000 rows", () => {
  it("takes a rare word by itself and common ones together", () => {
    expect(takenTogether([slow, zeppelin, search, phone], 50_000, 1_000)).toEqual([
      [zeppelin],
      [phone, search],
    ]);
    expect(wordsToLookFor([slow, zeppelin, search, phone], 50_000, 1_000)).toEqual({
      query: "(('zeppelin')) | (('phone') & ('search'))",
      tooCommon: false,
    });
  });

  it("takes three together where two are too common, and says where three are", () => {
    expect(takenTogether([search, slow, phone], 50_000, 300)).toEqual([[phone, search, slow]]);
    expect(wordsToLookFor([search, slow, phone], 50_000, 1)).toEqual({
      query: "(('search') & ('slow') & ('phone'))",
      tooCommon: true,
    });
  });

  it("takes no pair that a sample shows together in more rows than chance has it", () => {
    // Wherever "phone" is, "search" is too.
    const together = (words: Meaning[]) => (words.includes(slow) ? 0 : 0.06);
    expect(takenTogether([slow, search, phone], 50_000, 1_000, together)).toEqual([[phone, slow]]);
    expect(takenTogether([search, phone], 50_000, 1_000, together)).toEqual([]);
    expect(commonOf([slow, zeppelin, search, phone], 1_000)).toEqual([phone, search, slow]);
  });

  it("takes every word among few rows", () => {
    expect(takenTogether([meaning("a", 9), meaning("b", 4)], 20, 1_000)).toHaveLength(2);
  });

  it("looks for nothing where nobody wrote any of the words", () => {
    expect(wordsToLookFor([meaning("quantum", 0)], 50_000, 1_000)).toEqual({ query: "", tooCommon: false });
    expect(anyOf([{ stems: [], entries: 0 }])).toBe("");
  });

  it("writes stems as the text they are", () => {
    expect(anyOf([{ stems: ["o'neil", "a\\b"], entries: 1 }])).toBe("(('o''neil' | 'a\\\\b'))");
  });
});

test("what is read stays within three times the bound, however many rows there are and words are written", () => {
  const written = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(written, fc.integer({ min: 1_000, max: 100_000_000 }), (shares, all) => {
      const meanings = shares.map((share, index) => meaning(`w${index}`, share * all));
      const read = takenTogether(meanings, all, 1_000)
        .map((words) => words.reduce((rows, { entries }) => rows * (entries / all), all))
        .reduce((sum, rows) => sum + rows, 0);
      expect(read).toBeLessThanOrEqual(3_001);
      expect(wordsToLookFor(meanings, all, 1_000).query !== "").toBe(shares.some((share) => share > 0));
    }),
  );
});
