import { expect, test } from "vitest";
import type { ChangeListItem } from "#lib/changes/schema.ts";
import { nextWork } from "#lib/plan/next-work.ts";
import type { Item } from "#lib/roadmap/schema.ts";

const item = (number: number, extra: Partial<Item> = {}) =>
  ({
    number,
    title: `Item ${number}`,
    systemName: null,
    team: "Portal",
    quarter: "2026-Q4",
    published: true,
    changes: [],
    owner: { name: "Thandi", email: "t@test.example" },
    ...extra,
  }) as unknown as Item;
const change = (number: number) =>
  ({
    number,
    title: `Change ${number}`,
    status: "planned",
    practiceName: "Indexing",
    systemName: "User portal",
    owner: null,
  }) as unknown as ChangeListItem;

test("items come first, then changes that none of them has", () => {
  const own = { number: 7, title: "Own", status: "in-progress", outcome: "none" } as const;
  const next = nextWork([item(1, { changes: [own] }), item(2)], [change(7), change(8)], 5);
  expect(next.map(({ reference }) => reference)).toEqual(["R-1", "R-2", "C-8"]);
  expect(next[0]).toMatchObject({ href: "/roadmap/1", about: "All systems · Portal", owner: "Thandi" });
  expect(next[0]?.standing.replaceAll("\u00a0", " ")).toBe("Q4 2026, Planned");
  expect(next[2]).toMatchObject({ about: "Indexing · User portal", standing: "Planned", owner: null });
});

test("what members do not see is not on a page that is shared", () => {
  expect(nextWork([item(1, { published: false })], [], 5)).toEqual([]);
});

test("never shows more than asked for", () => {
  expect(nextWork([item(1), item(2)], [change(3), change(4)], 3)).toHaveLength(3);
});
