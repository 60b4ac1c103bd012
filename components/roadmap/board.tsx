"use client";

import { lazy, Suspense, startTransition, useId, useOptimistic, useState } from "react";
import { BoardLane } from "#components/roadmap/board-lane.tsx";
import {
  type Lane,
  type LaneItem,
  numberAfter,
  type Place,
  placed,
  placeInWords,
  placeOf,
} from "#components/roadmap/places.ts";
import { type Held, useHeldItem } from "#components/roadmap/use-held-item.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { notify } from "#components/ui/notices.ts";
import { putItemAction } from "#lib/roadmap/actions.ts";
import type { Horizon } from "#lib/roadmap/model.ts";
import { type AskedReason, askedReason, type StandingChange, standingAfter } from "#lib/roadmap/standing.ts";

type BoardProps = {
  /** What a column stands for. */
  by: "horizon" | "quarter";
  lanes: Lane[];
  /** The running fiscal quarter. */
  current: string;
  mayMove: boolean;
};

/**
 * The columns of the roadmap. Cards move by mouse, by touch at their handle, and by keys: M picks up, arrows move,
 * Enter puts down, Esc leaves it where it was; every step is said in a live region.
 */
export function Board({ by, lanes: given, current, mayMove }: BoardProps) {
  const hintId = useId();
  const [lanes, show] = useOptimistic(given, (state, put: { number: number; place: Place }) =>
    placed(state, put.number, put.place),
  );
  const [asking, setAsking] = useState<{ held: Held; asked: AskedReason } | null>(null);
  const put = (held: Held, reason?: string) => {
    const item = itemOf(lanes, held.number);
    if (!item) return;
    const to = standingOf(by, lanes[held.place.lane]?.key ?? "");
    const after = standingAfter(item, to, current);
    const asked = askedReason(item, after, current);
    if (reason === undefined && asked) {
      setAsking({ held, asked });
      return;
    }
    const before = lanes[held.place.lane]?.sorted ? null : numberAfter(lanes, held.number, held.place);
    const where = placeInWords(lanes, held.number, held.place);
    const undo = askedReason({ ...after, progress: item.progress }, item, current)
      ? undefined
      : () => takeBack(item, numberAfter(lanes, item.number, held.from));
    startTransition(async () => {
      show({ number: held.number, place: held.place });
      const { refusal } = await putItemAction({
        number: held.number,
        ...to,
        before,
        ...(reason ? { reason } : {}),
      });
      notify(refusal ? { text: refusal } : { text: `Moved ${item.title}: ${where}.`, undo });
    });
  };
  const { board, held, said, pick, grab } = useHeldItem({ lanes, mayMove, put });
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens for the keys of the cards inside */}
      <div
        ref={board.ref}
        onKeyDown={board.onKeyDown}
        className="mt-8 grid gap-x-8 gap-y-section md:grid-cols-2 xl:grid-cols-4"
      >
        {lanes.map((lane, index) => (
          <BoardLane
            key={lane.key}
            lane={lane}
            held={held}
            hole={
              held && held.place.lane === index
                ? { place: held.place, words: placeInWords(lanes, held.number, held.place) }
                : null
            }
            hintId={mayMove ? hintId : undefined}
            onPick={pick}
            onGrab={grab}
          />
        ))}
      </div>
      <p role="status" aria-live="assertive" className="sr-only">
        {said}
      </p>
      {mayMove && (
        <p id={hintId} className="mt-6 text-small text-ink-muted max-md:hidden print:hidden">
          <Kbd>M</Kbd> picks up the selected item, arrows move it, <Kbd>Enter</Kbd> puts it down,{" "}
          <Kbd>Esc</Kbd> leaves it where it was
        </p>
      )}
      {asking && (
        <Suspense fallback={null}>
          <ReasonDialog
            asked={asking.asked}
            title={itemOf(lanes, asking.held.number)?.title ?? ""}
            onLeave={() => setAsking(null)}
            onReason={(reason) => {
              setAsking(null);
              put(asking.held, reason);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

const ReasonDialog = lazy(() =>
  import("#components/roadmap/reason-dialog.tsx").then((module) => ({ default: module.ReasonDialog })),
);

function itemOf(lanes: Lane[], number: number): LaneItem | undefined {
  const place = placeOf(lanes, number);
  return place ? lanes[place.lane]?.items[place.index] : undefined;
}

function standingOf(by: BoardProps["by"], key: string): StandingChange {
  return by === "horizon" ? { horizon: key as Horizon } : { quarter: key === "none" ? null : key };
}

/** Back to where it was, in time and order. */
function takeBack({ number, horizon, quarter }: LaneItem, before: number | null): void {
  startTransition(async () => {
    const { refusal } = await putItemAction({ number, horizon, quarter, before });
    if (refusal) notify({ text: refusal });
  });
}
