/**
 * The version of everything between a file and its verdict: reading, statistics, words. It is kept with every verdict, so
 * that one which was made by another version says so where it is computed again. Whatever changes any verdict raises it;
 * `lib/core/evidence/engine.test.ts` notices.
 */
export const ENGINE = "5";
