import { Fragment, type PointerEvent } from "react";
import type { Lane, LaneItem, Place } from "#components/roadmap/places.ts";
import type { Held } from "#components/roadmap/use-held-item.ts";
import { classNames } from "#components/ui/class-names.ts";
import { TextLink } from "#components/ui/text-link.tsx";

type BoardLaneProps = {
  lane: Lane;
  held: Held | null;
  /** Where the held item would come to stand, when that is in this lane. */
  hole: { place: Place; words: string } | null;
  /** Describes the handles; none where nothing may be moved. */
  hintId?: string;
  onPick: (number: number) => void;
  onGrab: (event: PointerEvent<HTMLLIElement>, number: number) => void;
};

/** One column: a head over a line, its cards, and the place where the held one would go. */
export function BoardLane({ lane, held, hole, hintId, onPick, onGrab }: BoardLaneProps) {
  const others = lane.items.filter((item) => item.number !== held?.number);
  const moved = held && hole && !held.still;
  const holeBefore = moved ? others[hole.place.index]?.number : undefined;
  return (
    <section data-lane aria-labelledby={`lane-${lane.key}`} className="min-w-0">
      <h2
        id={`lane-${lane.key}`}
        className="flex items-baseline justify-between gap-4 border-b border-rule-head pb-2.5 font-serif text-title font-strong tracking-tight"
      >
        {lane.title}
        <span className="font-sans text-small font-normal tracking-normal text-ink-muted">{lane.note}</span>
      </h2>
      {lane.items.length === 0 && !moved && <p className="pt-4 text-small text-ink-muted">Nothing here.</p>}
      <ol>
        {lane.items.map((item) => (
          <Fragment key={item.number}>
            {holeBefore === item.number && <Hole words={hole?.words} />}
            <li
              data-item={item.number}
              data-row
              className={classNames(
                "relative border-b border-rule py-4",
                held?.number === item.number &&
                  "z-10 -mx-4 rounded-panel border-transparent bg-raised px-4 shadow-lift",
              )}
              onPointerDown={(event) => onGrab(event, item.number)}
            >
              {hintId && (
                <Handle item={item} held={held?.number === item.number} hintId={hintId} onPick={onPick} />
              )}
              {item.card}
            </li>
          </Fragment>
        ))}
        {moved && holeBefore === undefined && <Hole words={hole.words} />}
      </ol>
      {lane.moreHref && (
        <p className="mt-3 text-small">
          <TextLink href={lane.moreHref}>All of {lane.title}</TextLink>
        </p>
      )}
    </section>
  );
}

function Hole({ words }: { words?: string }) {
  return (
    <li
      aria-hidden="true"
      className="my-3.5 grid min-h-16 place-items-center rounded-panel border border-dashed border-accent text-small text-accent"
    >
      Move here: {words}
    </li>
  );
}

type HandleProps = { item: LaneItem; held: boolean; hintId: string; onPick: (number: number) => void };

/** Six dots: grab them with a finger, or press them and use the arrows. */
function Handle({ item, held, hintId, onPick }: HandleProps) {
  return (
    <button
      type="button"
      data-handle
      aria-label={`Move ${item.title}`}
      aria-pressed={held}
      aria-describedby={hintId}
      onClick={() => onPick(item.number)}
      className="absolute top-3 -right-2 grid size-8 cursor-grab touch-none place-items-center rounded-control text-ink-muted hover:bg-wash max-md:top-1 max-md:size-11 print:hidden"
    >
      <svg width="10" height="16" viewBox="0 0 10 16" fill="currentColor" aria-hidden="true">
        <circle cx="2.5" cy="3" r="1.25" />
        <circle cx="7.5" cy="3" r="1.25" />
        <circle cx="2.5" cy="8" r="1.25" />
        <circle cx="7.5" cy="8" r="1.25" />
        <circle cx="2.5" cy="13" r="1.25" />
        <circle cx="7.5" cy="13" r="1.25" />
      </svg>
    </button>
  );
}
