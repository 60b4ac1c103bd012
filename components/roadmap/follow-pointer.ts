import { type LaneBox, type Place, placeAt } from "#components/roadmap/places.ts";

type Follower = {
  /** The pointer has moved far enough to mean it. */
  onStart: () => void;
  onPlace: (place: Place) => void;
  /** `kept`: it was let go over a place, not called off. */
  onEnd: (kept: boolean) => void;
};

const slack = 6;
const edge = 72;

/** Carries a card under the pointer until it is let go; Esc or a lost pointer calls it off. */
export function followPointer(
  begun: PointerEvent,
  card: HTMLElement,
  board: HTMLElement,
  sorted: boolean[],
  follower: Follower,
): void {
  let boxes: LaneBox[] | null = null;
  let scrolling = 0;
  let last = begun;
  const start = { x: begun.pageX, y: begun.pageY };

  const move = (event: PointerEvent) => {
    if (event.pointerId !== begun.pointerId) return;
    last = event;
    if (!boxes) {
      if (Math.hypot(event.pageX - start.x, event.pageY - start.y) < slack) return;
      boxes = boxesOf(board, card, sorted);
      document.body.style.userSelect = "none";
      follower.onStart();
      scrolling = requestAnimationFrame(scroll);
    }
    carry(event.pageX, event.pageY);
  };
  const carry = (x: number, y: number) => {
    card.style.transform = `translate(${x - start.x}px, ${y - start.y}px)`;
    const place = boxes && placeAt(boxes, x, y);
    if (place) follower.onPlace(place);
  };
  // Near the top or bottom of the window the page comes along, so that lanes out of sight can be reached.
  const scroll = () => {
    const speed = last.clientY < edge ? -12 : last.clientY > window.innerHeight - edge ? 12 : 0;
    if (speed !== 0) {
      window.scrollBy(0, speed);
      carry(last.clientX + window.scrollX, last.clientY + window.scrollY);
    }
    scrolling = requestAnimationFrame(scroll);
  };
  const end = (kept: boolean) => {
    cancelAnimationFrame(scrolling);
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", up);
    window.removeEventListener("pointercancel", off);
    window.removeEventListener("keydown", key, true);
    document.body.style.userSelect = "";
    card.style.transform = "";
    if (boxes) follower.onEnd(kept);
  };
  const up = () => end(true);
  const off = () => end(false);
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !boxes) return;
    event.preventDefault();
    event.stopPropagation();
    end(false);
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", up);
  window.addEventListener("pointercancel", off);
  window.addEventListener("keydown", key, true);
}

/** Where lanes and cards lie on the page, the carried card left out. */
function boxesOf(board: HTMLElement, card: HTMLElement, sorted: boolean[]): LaneBox[] {
  return [...board.querySelectorAll<HTMLElement>("[data-lane]")].map((lane, index) => ({
    ...onPage(lane),
    sorted: sorted[index] ?? false,
    cards: [...lane.querySelectorAll<HTMLElement>("[data-item]")].filter((one) => one !== card).map(onPage),
  }));
}

function onPage(element: HTMLElement) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return {
    left: left + window.scrollX,
    right: right + window.scrollX,
    top: top + window.scrollY,
    bottom: bottom + window.scrollY,
  };
}
