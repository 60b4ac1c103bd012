import { classNames } from "#components/ui/class-names.ts";

export type WatchState = "holding" | "fading" | "lost" | "due";

/** Whether a gain still stands at its latest check. */
export function WatchMark({ state }: { state: WatchState }) {
  const { name, colour, drawing } = looks[state];
  return (
    <span className={classNames("text-small whitespace-nowrap", colour)}>
      <svg
        viewBox="0 0 12 12"
        aria-hidden="true"
        className="mr-1.5 inline-block size-3 align-[-0.08em] print-exact"
      >
        {drawing}
      </svg>
      {name}
    </span>
  );
}

const looks = {
  holding: {
    name: "Holding",
    colour: "text-ink-soft",
    drawing: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  },
  fading: {
    name: "Fading",
    colour: "font-medium text-ink",
    drawing: (
      <>
        <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.2" />
        <path d="M6 1.6a4.4 4.4 0 0 0 0 8.8z" fill="currentColor" />
      </>
    ),
  },
  lost: {
    name: "Lost",
    colour: "font-medium text-regressed",
    drawing: (
      <>
        <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.2" />
        <path d="M3.2 8.8l5.6-5.6" stroke="currentColor" strokeWidth="1.2" />
      </>
    ),
  },
  due: {
    name: "Due",
    colour: "text-ink-muted",
    drawing: (
      <circle
        cx="6"
        cy="6"
        r="4.4"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.2"
        strokeDasharray="2 2"
      />
    ),
  },
};
