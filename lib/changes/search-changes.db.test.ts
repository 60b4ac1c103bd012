import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { editChange } from "#lib/changes/commands/edit-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { letterRuns } from "#lib/changes/letter-runs.ts";
import { numberBeginnings } from "#lib/changes/number-beginnings.ts";
import { getChange, listChanges } from "#lib/changes/queries.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { actorOf } from "#lib/testing/actors.ts";

let lead: UserActor;

beforeAll(async () => {
  lead = await actorOf("lead");
  await createSystem(lead, { key: "till", name: "Till" });
});

async function recorded(title: string): Promise<number> {
  return (await recordChange(lead, { title, area: "code", system: "till" })).number;
}

async function found(q: string): Promise<number[]> {
  const { items } = await listChanges(lead, { q, sort: "number" });
  return items.map((item) => item.number);
}

describe("a search of the changes", () => {
  it("finds a number whole, by its beginning, and by any part", async () => {
    const short = await recorded("Cache prices, see OPS-4711.");
    const long = await recorded("Cache rates, see DEVOPS-471134");
    expect(await found("ops-4711.")).toEqual([short]);
    expect(await found("ops-4711")).toEqual([short, long]);
    expect(await found("4711")).toEqual([short, long]);
    expect(await found("711")).toEqual([short, long]);
    expect(await found("s-471134")).toEqual([long]);
    expect(await found("rate -4711")).toEqual([long]);
    expect(await found("ops-711")).toEqual([]);
  });

  it("finds a number that was written in later, and no longer the one before", async () => {
    const number = await recorded("Limit the queue, JIRA-20731");
    const { version } = await getChange(lead, { number });
    await editChange(lead, { number, version, title: "Limit the queue, JIRA-88412" });
    expect(await found("jira-20731")).toEqual([]);
    expect(await found("jira-88412")).toEqual([number]);
  });

  it("takes signs for themselves", async () => {
    const percent = await recorded("Keep 95% of the pool_size");
    await recorded("Keep 9512 of the pool-size");
    expect(await found("95%")).toEqual([percent]);
    expect(await found("pool_")).toEqual([percent]);
    expect(await found("\\")).toEqual([]);
  });

  it("loses nothing to the index of numbers: whatever is cut from a text agrees with what the database keeps of it", async () => {
    const piece = fc.constantFrom(
      "ops",
      "4711",
      "0",
      "12",
      "é",
      "x9",
      "-",
      ".",
      "·",
      "_",
      "3f86d081884c7d659a2f",
      "/",
    );
    const cut = fc
      .tuple(fc.array(piece, { minLength: 1, maxLength: 12 }), fc.nat(), fc.nat())
      .map(([pieces, from, to]) => {
        const text = pieces.join("");
        const [start, end] = [from % text.length, to % (text.length + 1)];
        return { text, word: text.slice(Math.min(start, end), Math.max(start, end)) };
      });
    const cuts = fc.sample(cut, 2_000);
    const texts = cuts.map(({ text }) => text);
    const kept = await db.$queryRaw<{ beginnings: string[] | null }[]>`
      SELECT number_beginnings(content) AS beginnings FROM unnest(${texts}::text[]) WITH ORDINALITY AS t(content, place) ORDER BY place`;
    const asked = cuts.map(({ word }) => numberBeginnings(word));
    expect(asked.filter((beginnings) => beginnings.length > 0).length).toBeGreaterThan(200);
    cuts.forEach((one, index) => {
      expect(kept[index]?.beginnings ?? [], JSON.stringify(one)).toEqual(
        expect.arrayContaining(asked[index] ?? []),
      );
    });
  });

  it("finds words, and parts of them, that were written in later", async () => {
    const number = await recorded("Shard the ledger");
    const { version } = await getChange(lead, { number });
    expect(await found("quorum")).toEqual([]);
    await editChange(lead, { number, version, title: "Shard the ledger by quorums" });
    for (const q of ["quorums", "uoru", "LEDGER by", "quorum ledg"])
      expect(await found(q), q).toEqual([number]);
    expect(await found("quroum")).toEqual([]);
  });

  it("loses nothing to the list of words: each run of letters in a search lies within one of the text", async () => {
    const piece = fc.constantFrom(
      "cache",
      "pool",
      "öl",
      "検索",
      "é",
      "İ",
      "😀",
      "ab",
      "7",
      "-",
      ".",
      " ",
      "·",
      "_",
      "%",
      "'",
      "[",
    );
    const cut = fc
      .tuple(fc.array(piece, { minLength: 1, maxLength: 12 }), fc.nat(), fc.nat())
      .map(([pieces, from, to]) => {
        const points = [...pieces.join("").toLowerCase()];
        const [start, end] = [from % points.length, to % (points.length + 1)];
        const word = points.slice(Math.min(start, end), Math.max(start, end)).join("");
        return { text: points.join(""), word };
      });
    const cuts = fc.sample(cut, 2_000);
    const kept = await db.$queryRaw<{ runs: string[] }[]>`
      SELECT ARRAY(SELECT letter_runs(content)) AS runs
      FROM unnest(${cuts.map(({ text }) => text)}::text[]) WITH ORDINALITY AS t(content, place) ORDER BY place`;
    expect(cuts.filter(({ word }) => letterRuns(word).length > 0).length).toBeGreaterThan(200);
    cuts.forEach((one, index) => {
      for (const run of letterRuns(one.word)) {
        expect(
          kept[index]?.runs.some((known) => known.includes(run)),
          JSON.stringify(one),
        ).toBe(true);
      }
    });
  });

  it("keeps every word of every change, whoever writes at the same time", async () => {
    await Promise.all(["Zephyr one", "Zephyr two", "Zephyr three"].map(recorded));
    const [missing] = await db.$queryRaw<{ words: number }[]>`
      SELECT count(*)::int AS words FROM "Change", letter_runs("searchText") AS run
      WHERE NOT EXISTS (SELECT FROM "ChangeWord" WHERE "word" = run)`;
    expect(missing?.words).toBe(0);
    expect(await found("zephyr")).toHaveLength(3);
  });
});
