import type { ReactNode } from "react";
import type { Item } from "#lib/roadmap/schema.ts";

/** What the board has to know of an item to move it. Its card is drawn by the server. */
export type LaneItem = Pick<Item, "number" | "title" | "horizon" | "quarter" | "progress"> & {
  card: ReactNode;
};

/** A column of the board: a horizon, or a quarter. */
export type Lane = {
  /** now, 2026-Q4 or none. */
  key: string;
  title: string;
  note: string;
  items: LaneItem[];
  /** Sorted by its own rule (what is done, by date): an item can be put in, not in a place of it. */
  sorted: boolean;
  /** The rest of a long column. */
  moreHref: string | null;
};

/** Among the items of a lane without the one that moves: 0 is before the first. */
export type Place = { lane: number; index: number };

export type Arrow = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

export function placeOf(lanes: Lane[], number: number): Place | null {
  for (const [lane, { items }] of lanes.entries()) {
    const index = items.findIndex((item) => item.number === number);
    if (index >= 0) return { lane, index };
  }
  return null;
}

/** The place one step away; at an edge it is the same place. */
export function stepped(lanes: Lane[], number: number, place: Place, arrow: Arrow): Place {
  const room = (lane: number) => lanes[lane]?.items.filter((item) => item.number !== number).length ?? 0;
  const within = (index: number, lane: number) =>
    lanes[lane]?.sorted ? 0 : Math.min(Math.max(index, 0), room(lane));
  if (arrow === "ArrowUp" || arrow === "ArrowDown") {
    return { ...place, index: within(place.index + (arrow === "ArrowUp" ? -1 : 1), place.lane) };
  }
  const lane = Math.min(Math.max(place.lane + (arrow === "ArrowLeft" ? -1 : 1), 0), lanes.length - 1);
  return { lane, index: within(place.index, lane) };
}

/** The lanes with the item put down there. */
export function placed(lanes: Lane[], number: number, place: Place): Lane[] {
  const item = lanes.flatMap((lane) => lane.items).find((one) => one.number === number);
  if (!item) return lanes;
  return lanes.map((lane, index) => {
    const others = lane.items.filter((one) => one.number !== number);
    return { ...lane, items: index === place.lane ? others.toSpliced(place.index, 0, item) : others };
  });
}

/** The item it will stand before; null where it is the last. */
export function numberAfter(lanes: Lane[], number: number, place: Place): number | null {
  const others = lanes[place.lane]?.items.filter((item) => item.number !== number) ?? [];
  return others[place.index]?.number ?? null;
}

/** Whether putting it down there moves nothing. */
export function samePlace(lanes: Lane[], a: Place, b: Place): boolean {
  return a.lane === b.lane && (a.index === b.index || lanes[a.lane]?.sorted === true);
}

/** "Next, 2 of 4" */
export function placeInWords(lanes: Lane[], number: number, place: Place): string {
  const lane = lanes[place.lane];
  if (lane?.sorted) return lane.title;
  const others = lane?.items.filter((item) => item.number !== number).length ?? 0;
  return `${lane?.title}, ${place.index + 1} of ${others + 1}`;
}

type Box = { left: number; right: number; top: number; bottom: number };
export type LaneBox = Box & { cards: Box[]; sorted: boolean };

/**
 * The place under a pointer. `boxes` hold the lanes as they lay when the item was picked up, without it: the gap that
 * opens while it moves must not push the next answer away. Where no lane is, the nearest one counts.
 */
export function placeAt(boxes: LaneBox[], x: number, y: number): Place | null {
  const distances = boxes.map((box) => away(x, box.left, box.right) + away(y, box.top, box.bottom));
  const lane = distances.indexOf(Math.min(...distances));
  const box = boxes[lane];
  if (!box) return null;
  if (box.sorted) return { lane, index: 0 };
  return { lane, index: box.cards.filter((card) => (card.top + card.bottom) / 2 < y).length };
}

function away(value: number, from: number, to: number): number {
  return Math.max(from - value, value - to, 0);
}
