import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type ChainedEvent, chainedText, genesis } from "#lib/core/audit/chain.ts";
import { type Anchor, type ChainSource, verifyChain } from "#lib/core/audit/verify-chain.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

type Content = Omit<ChainedEvent, "link" | "previousHash" | "hash">;

function sealed(content: Content, link: number, previousHash: string): ChainedEvent {
  const row = { ...content, link, previousHash, hash: null };
  return { ...row, hash: sha256(chainedText(previousHash, row)) };
}

function chainOf(contents: Content[]): ChainedEvent[] {
  const rows: ChainedEvent[] = [];
  for (const content of contents) {
    rows.push(sealed(content, rows.length + 1, rows.at(-1)?.hash ?? genesis));
  }
  return rows;
}

/** The log as the database would give it: the head is kept apart from the rows. */
function sourceOf(stored: ChainedEvent[], head: ChainSource["head"], pieceRows = 3): ChainSource {
  const order = (a: ChainedEvent, b: ChainedEvent) =>
    a.link - b.link || Number(BigInt(a.position) - BigInt(b.position));
  const rows = stored.toSorted(order);
  const stray = rows.find((row) => row.link > head.count);
  const known = rows.filter((row) => row.link <= head.count);
  return {
    head,
    stray: stray ? { position: stray.position } : null,
    after: async (last) => known.filter((row) => !last || order(last, row) < 0).slice(0, pieceRows),
    withHash: async (hash) => rows.find((row) => row.hash === hash) ?? null,
    following: async (hash) => rows.filter((row) => row.previousHash === hash),
    sha256,
  };
}

const content = fc.record({
  at: fc.constantFrom("2026-11-28T05:00:00.000Z", "2026-11-28T05:00:00.001Z"),
  actorKind: fc.constantFrom("user", "token", "system"),
  actorId: fc.option(fc.uuid()),
  actorName: fc.string({ unit: "grapheme", maxLength: 8 }),
  action: fc.constantFrom("change.edit", "review.sign"),
  entity: fc.constantFrom("change", "review"),
  entityId: fc.string({ maxLength: 4 }),
  data: fc.json({ maxDepth: 1 }),
});

const chain = fc
  .array(content, { minLength: 1, maxLength: 12 })
  .map((contents) => chainOf(contents.map((one, i) => ({ ...one, position: String(10 + 2 * i) }))));

const headOf = (rows: ChainedEvent[]) => ({ count: rows.length, hash: rows.at(-1)?.hash ?? genesis });
const check = (stored: ChainedEvent[], rows: ChainedEvent[], anchor: Anchor | null = null) =>
  verifyChain(sourceOf(stored, headOf(rows)), anchor);
const pick = fc.nat();

function replaced(rows: ChainedEvent[], index: number, row: ChainedEvent): ChainedEvent[] {
  return rows.map((one, i) => (i === index ? row : one));
}

function at(rows: ChainedEvent[], index: number): ChainedEvent {
  const row = rows[index];
  if (!row) throw new Error(`There is no row ${index}.`);
  return row;
}

test("a chain that nobody touched is whole, however it is read", async () => {
  await fc.assert(
    fc.asyncProperty(chain, fc.integer({ min: 1, max: 15 }), async (rows, pieceRows) => {
      const state = await verifyChain(sourceOf(rows, headOf(rows), pieceRows));
      expect(state).toEqual({ ...headOf(rows), damage: null });
    }),
  );
  expect(await check([], [])).toEqual({ count: 0, hash: genesis, damage: null });
});

test("any edited field is found and named at its row, with its hash computed again or without", async () => {
  const fields = ["at", "actorKind", "actorId", "actorName", "action", "entity", "entityId", "data"] as const;
  await fc.assert(
    fc.asyncProperty(chain, pick, fc.constantFrom(...fields), fc.boolean(), async (rows, n, field, again) => {
      const index = n % rows.length;
      const row = at(rows, index);
      const changed = { ...row, [field]: `${row[field] ?? ""}!` };
      const forged = again ? sealed(changed, row.link, row.previousHash ?? "") : changed;
      const { damage } = await check(replaced(rows, index, forged), rows);
      expect(damage).toMatchObject({ kind: "edited", position: row.position, link: row.link });
    }),
  );
});

test("an edited hash is found and named at its row", async () => {
  await fc.assert(
    fc.asyncProperty(chain, pick, fc.constantFrom("hash", "previousHash"), async (rows, n, field) => {
      const index = n % rows.length;
      const forged = { ...at(rows, index), [field]: sha256("another") };
      const { damage } = await check(replaced(rows, index, forged), rows);
      expect(damage).toMatchObject({ kind: "edited", position: forged.position });
    }),
  );
});

test("removed rows are found and named at their place, also the newest", async () => {
  await fc.assert(
    fc.asyncProperty(chain, pick, pick, async (rows, n, m) => {
      const from = n % rows.length;
      const to = from + 1 + (m % (rows.length - from));
      const { damage, count } = await check([...rows.slice(0, from), ...rows.slice(to)], rows);
      expect(damage).toMatchObject({ kind: "removed", link: from + 1, position: null });
      expect(damage?.sentence).toMatch(to - from === 1 ? /^1 row was / : `${to - from} rows were `);
      expect(count).toBe(from);
    }),
  );
});

test("a row that was put in is found and named, wherever it stands and however well its hash is made", async () => {
  await fc.assert(
    fc.asyncProperty(chain, content, pick, fc.boolean(), fc.boolean(), async (rows, more, n, good, first) => {
      const index = n % (rows.length + 1);
      const before = rows[index - 1];
      const position = String(9 + 2 * index);
      const made = sealed({ ...more, position }, index + 1, before?.hash ?? genesis);
      const forged = good ? made : { ...made, hash: sha256("nothing") };
      // Either the rows behind it are numbered anew, or it shares its place with the one that stood there.
      const rest = rows.slice(index).map((row) => ({ ...row, link: first ? row.link + 1 : row.link }));
      const { damage } = await check([...rows.slice(0, index), forged, ...rest], rows);
      expect(damage).toMatchObject({ kind: "inserted", position });
    }),
  );
});

test("two rows that changed places are found, and named at the first of the places", async () => {
  const longer = chain.filter((rows) => rows.length > 1);
  await fc.assert(
    fc.asyncProperty(longer, pick, pick, async (rows, n, m) => {
      const a = n % rows.length;
      const b = m % rows.length;
      fc.pre(a !== b);
      const [one, two] = [at(rows, Math.min(a, b)), at(rows, Math.max(a, b))];
      const swapped = rows.map((row) => {
        if (row === one) return { ...two, link: one.link };
        return row === two ? { ...one, link: two.link } : row;
      });
      const { damage } = await check(swapped, rows);
      expect(damage).toMatchObject({ kind: "order", position: two.position, link: one.link });
    }),
  );
});

test("two branches that both go on are a fork", async () => {
  const plain = {
    at: "",
    actorKind: "user",
    actorId: null,
    actorName: "Ann",
    entity: "x",
    entityId: "1",
    data: "{}",
  };
  const rows = chainOf([10, 12, 14, 16].map((n) => ({ ...plain, action: "a", position: String(n) })));
  const branch = sealed({ ...plain, action: "b", position: "13" }, 3, at(rows, 1).hash ?? "");
  const tip = sealed({ ...plain, action: "c", position: "15" }, 4, branch.hash ?? "");
  const { damage } = await check([...rows, branch, tip], rows);
  expect(damage).toMatchObject({ kind: "fork" });
});

test("a head that was kept shows that the newest rows were cut off, or that all was written anew", async () => {
  await fc.assert(
    fc.asyncProperty(chain, pick, async (rows, n) => {
      const count = n % rows.length;
      const anchor = { hash: at(rows, rows.length - 1).hash ?? "", count: rows.length };
      expect((await check(rows, rows, anchor)).damage).toBeNull();
      expect((await check(rows, rows, { ...anchor, count: null })).damage).toBeNull();
      // Somebody who may do anything also sets the head back.
      const cut = rows.slice(0, count);
      expect((await check(cut, cut, anchor)).damage).toMatchObject({ kind: "removed", link: count + 1 });
      expect((await check(cut, cut, { ...anchor, count: null })).damage).toMatchObject({ kind: "removed" });
      const anew = chainOf(rows.map((row) => ({ ...row, actorName: "Somebody else" })));
      if (anew.at(-1)?.hash !== rows.at(-1)?.hash) {
        expect((await check(anew, anew, anchor)).damage).toMatchObject({ kind: "removed" });
      }
      // A head of earlier is still found in a log that went on.
      const early = { hash: rows[count - 1]?.hash ?? genesis, count };
      expect((await check(rows, rows, early)).damage).toBeNull();
    }),
  );
});
