import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Arrow,
  type Lane,
  type LaneItem,
  numberAfter,
  placeAt,
  placed,
  placeInWords,
  placeOf,
  samePlace,
  stepped,
} from "#components/roadmap/places.ts";

const lane = (title: string, numbers: number[], sorted = false): Lane => ({
  key: title.toLowerCase(),
  title,
  note: "",
  moreHref: null,
  sorted,
  items: numbers.map((number) => ({ number }) as LaneItem),
});
const board = [lane("Now", [1, 2, 3]), lane("Next", [4]), lane("Later", [])];
const numbers = (lanes: Lane[]) => lanes.map(({ items }) => items.map((item) => item.number));

describe("an item that is moved", () => {
  it("steps within its lane and to the lanes beside it, not over an edge", () => {
    const from = { lane: 0, index: 0 };
    expect(stepped(board, 1, from, "ArrowDown")).toEqual({ lane: 0, index: 1 });
    expect(stepped(board, 1, from, "ArrowUp")).toEqual(from);
    expect(stepped(board, 1, from, "ArrowLeft")).toEqual(from);
    expect(stepped(board, 3, { lane: 0, index: 2 }, "ArrowRight")).toEqual({ lane: 1, index: 1 });
    expect(stepped(board, 3, { lane: 1, index: 1 }, "ArrowRight")).toEqual({ lane: 2, index: 0 });
    expect(stepped(board, 3, { lane: 0, index: 2 }, "ArrowDown")).toEqual({ lane: 0, index: 2 });
  });

  it("comes to stand where it is put down", () => {
    expect(numbers(placed(board, 1, { lane: 1, index: 1 }))).toEqual([[2, 3], [4, 1], []]);
    expect(numbers(placed(board, 1, { lane: 0, index: 2 }))).toEqual([[2, 3, 1], [4], []]);
    expect(numberAfter(board, 1, { lane: 0, index: 1 })).toBe(3);
    expect(numberAfter(board, 1, { lane: 2, index: 0 })).toBeNull();
    expect(placeInWords(board, 1, { lane: 1, index: 1 })).toBe("Next, 2 of 2");
  });

  it("takes no place of a lane that sorts itself", () => {
    const lanes = [lane("Now", [1, 2, 3]), lane("Done", [8, 9], true)];
    expect(stepped(lanes, 3, { lane: 0, index: 2 }, "ArrowRight")).toEqual({ lane: 1, index: 0 });
    expect(placeInWords(lanes, 3, { lane: 1, index: 0 })).toBe("Done");
    expect(samePlace(lanes, { lane: 1, index: 1 }, { lane: 1, index: 0 })).toBe(true);
  });

  it("is never lost or doubled, wherever it is steered", () => {
    const arrows = fc.array(fc.constantFrom<Arrow>("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 3, 4), arrows, (number, keys) => {
        const start = placeOf(board, number) ?? { lane: 0, index: 0 };
        const end = keys.reduce((place, key) => stepped(board, number, place, key), start);
        const lanes = placed(board, number, end);
        expect(placeOf(lanes, number)).toEqual(end);
        expect(numbers(lanes).flat().toSorted()).toEqual([1, 2, 3, 4]);
      }),
    );
  });
});

describe("the place under a pointer", () => {
  const card = (top: number) => ({ left: 0, right: 100, top, bottom: top + 100 });
  const boxes = [
    { left: 0, right: 100, top: 0, bottom: 300, cards: [card(50), card(150)], sorted: false },
    { left: 120, right: 220, top: 0, bottom: 300, cards: [], sorted: false },
    { left: 240, right: 340, top: 0, bottom: 300, cards: [card(50)], sorted: true },
  ];

  it.each([
    ["above the first card", 50, 20, { lane: 0, index: 0 }],
    ["over the lower half of the first", 50, 120, { lane: 0, index: 1 }],
    ["under the last", 50, 290, { lane: 0, index: 2 }],
    ["in an empty lane", 130, 20, { lane: 1, index: 0 }],
    ["between lanes, nearer to the right one", 115, 150, { lane: 1, index: 0 }],
    ["under what is sorted by its own rule", 300, 290, { lane: 2, index: 0 }],
    ["far below the board", 30, 900, { lane: 0, index: 2 }],
  ])("%s", (_, x, y, place) => {
    expect(placeAt(boxes, x, y)).toEqual(place);
  });

  it("is nowhere on a board without lanes", () => expect(placeAt([], 1, 1)).toBeNull());
});
