import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import type { UserActor } from "#lib/core/access/actor.ts";
import { wordsToLookFor } from "#lib/core/words-to-look-for.ts";
import { submitFeedback } from "#lib/feedback/commands/submit-feedback.ts";
import { similarFeedback } from "#lib/feedback/queries/similar-feedback.ts";
import { db } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { lookedForIn, wordSpread } from "#lib/server/word-spread.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { paraphrases } from "#lib/testing/feedback-paraphrases.ts";
import { fillFeedback } from "#lib/testing/many-feedback.ts";

const others = 2_000;
let member: UserActor;

beforeAll(async () => {
  const client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  await fillFeedback(client, { entries: others, votes: 10_000, voters: 1_000 });
  await client.end();
  member = await actorOf("member");
  for (const { title, body } of paraphrases) await submitFeedback(member, { title, body });
});

/** Those whose original is not among the first three, with what came instead. */
async function missed(kind: "paraphrase" | "nearCopy"): Promise<string[]> {
  const misses: string[] = [];
  for (const one of paraphrases) {
    const found = await similarFeedback(member, { text: one[kind] });
    const titles = found.slice(0, 3).map(({ title }) => title);
    if (!titles.includes(one.title)) misses.push(`${one[kind]}: ${titles.join(" | ")}`);
  }
  return misses;
}

describe(`similar entries, among ${others.toLocaleString("en")} others`, () => {
  it("shows the original of a paraphrase among the first three in 80 % at least", async () => {
    expect(paraphrases).toHaveLength(50);
    const misses = await missed("paraphrase");
    expect(misses.length, misses.join("\n")).toBeLessThanOrEqual(10);
  });

  it("shows the original of a near copy among the first three in 98 % at least", async () => {
    const misses = await missed("nearCopy");
    expect(misses.length, misses.join("\n")).toBeLessThanOrEqual(1);
  });

  it("says nothing where nothing is alike", async () => {
    expect(await similarFeedback(member, { text: "quantum flux capacitor" })).toEqual([]);
    expect(await similarFeedback(member, { text: "a" })).toEqual([]);
    expect(await similarFeedback(member, { text: "the of and" })).toEqual([]);
  });

  it("takes operators, quotes and wildcards as the text they are", async () => {
    for (const text of ["' | !& :*", "course & !statement", "100% _slow_", "\\"]) {
      await expect(similarFeedback(member, { text })).resolves.toBeInstanceOf(Array);
    }
  });

  it("looks for no words together that are so in most rows anyway: what is read stays few", async () => {
    const words = ["voucher", "page", "zeppelin", "fonts"].map((word) => ({ word, alike: [] }));
    const spread = await wordSpread("Feedback", words);
    const atMost = 40;
    const read = async ({ query }: { query: string }) => {
      const [row] = await db.$queryRaw<{ found: number }[]>`
        SELECT count(*)::int AS found FROM "Feedback" WHERE "searchVector" @@ ${query}::tsquery`;
      return row?.found ?? 0;
    };
    // A voucher is always a page, and fonts are always zeppelin's: by chance few would be both.
    expect(await read(wordsToLookFor(spread.meanings, spread.all, atMost))).toBeGreaterThan(2 * atMost);
    const found = await read(await lookedForIn("Feedback", spread, atMost));
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThanOrEqual(2 * atMost);
  });

  it("never shows the entry itself while it is edited", async () => {
    const [first] = await similarFeedback(member, { text: paraphrases[0]?.title ?? "" });
    const found = await similarFeedback(member, {
      text: paraphrases[0]?.title ?? "",
      exceptNumber: first?.number,
    });
    expect(found.map(({ number }) => number)).not.toContain(first?.number);
  });
});
