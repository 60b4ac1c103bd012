import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import { restsHere, singleKeysOn } from "#components/layout/single-keys.ts";
import { followPointer } from "#components/roadmap/follow-pointer.ts";
import {
  type Arrow,
  type Lane,
  type Place,
  placeInWords,
  placeOf,
  samePlace,
  stepped,
} from "#components/roadmap/places.ts";

export type Held = {
  number: number;
  from: Place;
  place: Place;
  /** It has not left its place yet. */
  still: boolean;
};

type HeldItem = {
  board: { ref: RefObject<HTMLDivElement | null>; onKeyDown: (event: KeyboardEvent) => void };
  held: Held | null;
  /** What is said to those who do not see the board. */
  said: string;
  pick: (number: number) => void;
  grab: (event: PointerEvent<HTMLLIElement>, number: number) => void;
};

type Given = { lanes: Lane[]; mayMove: boolean; put: (held: Held) => void };

/** The one item that is picked up, by keys or by a pointer, until it is put down or left where it was. */
export function useHeldItem({ lanes, mayMove, put }: Given): HeldItem {
  const ref = useRef<HTMLDivElement>(null);
  const dragged = useRef(false);
  const refocus = useRef<number | null>(null);
  const [held, setHeld] = useState<Held | null>(null);
  const [said, setSaid] = useState("");
  const titleOf = (number: number) =>
    lanes.flatMap((lane) => lane.items).find((item) => item.number === number)?.title ?? "";

  // A card that changes its column is a new element: the focus follows it there.
  useEffect(() => {
    if (refocus.current === null || document.activeElement !== document.body) return;
    ref.current?.querySelector<HTMLElement>(`[data-item="${refocus.current}"] a`)?.focus();
  });

  const pickUp = (number: number) => {
    const from = placeOf(lanes, number);
    if (!from || !mayMove) return;
    setHeld({ number, from, place: from, still: true });
    setSaid(
      `Picked up ${titleOf(number)}. ${placeInWords(lanes, number, from)}. Arrows move it, Enter puts it down, Escape leaves it where it was.`,
    );
  };
  const leave = (one: Held) => {
    setHeld(null);
    setSaid(`${titleOf(one.number)} stays where it was: ${placeInWords(lanes, one.number, one.from)}.`);
  };
  const putDown = (one: Held) => {
    if (samePlace(lanes, one.place, one.from)) return leave(one);
    refocus.current = one.number;
    setHeld(null);
    setSaid(`${titleOf(one.number)} put down: ${placeInWords(lanes, one.number, one.place)}.`);
    put(one);
  };
  const moveTo = (one: Held, place: Place): Held => ({
    ...one,
    place,
    still: samePlace(lanes, place, one.from),
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (held) {
      if (event.key === "Tab") return leave(held);
      if (event.key === "Escape") leave(held);
      else if (event.key === "Enter" || event.key === " ") putDown(held);
      else if (isArrow(event.key)) {
        const next = moveTo(held, stepped(lanes, held.number, held.place, event.key));
        setHeld(next);
        setSaid(placeInWords(lanes, next.number, next.place));
      }
      event.preventDefault();
      return;
    }
    if (event.key.toLowerCase() !== "m" || !singleKeysOn() || restsHere(event.target)) return;
    const card = (event.target as HTMLElement).closest<HTMLElement>("[data-item]");
    if (!card) return;
    event.preventDefault();
    pickUp(Number(card.dataset.item));
  };

  const grab = (event: PointerEvent<HTMLLIElement>, number: number) => {
    refocus.current = null;
    const from = placeOf(lanes, number);
    if (!mayMove || !from || !ref.current || !mayGrab(event)) return;
    let one: Held = { number, from, place: from, still: true };
    followPointer(
      event.nativeEvent,
      event.currentTarget,
      ref.current,
      lanes.map((lane) => lane.sorted),
      {
        onStart: () => setHeld(one),
        onPlace: (place) => {
          one = moveTo(one, place);
          setHeld(one);
        },
        onEnd: (kept) => {
          // The click that ends a drag is not a press of the handle.
          dragged.current = true;
          setTimeout(() => {
            dragged.current = false;
          });
          if (kept) putDown(one);
          else leave(one);
        },
      },
    );
  };

  const pick = (number: number) => {
    if (dragged.current) return;
    if (held) putDown(held);
    else pickUp(number);
  };
  return { board: { ref, onKeyDown }, held, said, pick, grab };
}

function isArrow(key: string): key is Arrow {
  return key === "ArrowUp" || key === "ArrowDown" || key === "ArrowLeft" || key === "ArrowRight";
}

/** A finger takes the handle, since it also scrolls; a mouse takes the card wherever nothing else is pressed. */
function mayGrab(event: PointerEvent): boolean {
  const target = event.target as HTMLElement;
  if (event.button !== 0) return false;
  if (target.closest("[data-handle]")) return true;
  return event.pointerType === "mouse" && !target.closest("a, button, input");
}
