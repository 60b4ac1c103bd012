import { classNames } from "#components/ui/class-names.ts";
import { listInWords } from "#lib/core/words.ts";
import type { RatingShift } from "#lib/feedback/schema.ts";

/** Ratings before and after as bars from 1 to 5 with their intervals: what people say, never part of the verdict. */
export function RatingBars({ ratings, others }: { ratings: RatingShift; others: number[] }) {
  const { before, after, shift } = ratings;
  return (
    <>
      <dl className="mt-2 grid gap-2 text-small">
        <Bar name="Before" side={before} />
        <Bar name="After" side={after} strong />
      </dl>
      <p className="mt-2.5 text-small text-ink-muted">
        {before.n} {before.n === 1 ? "rating" : "ratings"} before, {after.n} after.{" "}
        {shift &&
          `The shift is ${signed(shift.difference)} (${signed(shift.low)} to ${signed(shift.high)}). `}
        Reported, not part of the verdict.
        {others.length > 0 &&
          ` Other changes to the system fall into the same time: ${listInWords(others.map((number) => `C-${number}`))}.`}
      </p>
    </>
  );
}

/** How a system is rated of late, in a sentence. */
export function RatedOf({ rating }: { rating: { recent: RatingShift["after"] } }) {
  const { n, mean, low, high } = rating.recent;
  if (n === 0 || mean === null) {
    return <p className="mt-4 text-ink-soft">Nobody has rated it in the last 90 days.</p>;
  }
  return (
    <p className="mt-4 text-ink-soft">
      {mean.toFixed(1)} of 5{low !== null && high !== null && ` (${low.toFixed(1)} to ${high.toFixed(1)})`},
      from {n} {n === 1 ? "person" : "people"} in the last 90 days.
    </p>
  );
}

function Bar({ name, side, strong }: { name: string; side: RatingShift["before"]; strong?: boolean }) {
  const share = side.mean === null ? 0 : ((side.mean - 1) / 4) * 100;
  return (
    <div className="grid grid-cols-[3.25rem_minmax(0,1fr)_auto] items-center gap-x-3">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="col-start-3 row-start-1 text-right whitespace-nowrap tabular-nums">
        {side.mean === null ? (
          <span className="text-ink-muted">No ratings</span>
        ) : (
          <>
            <span className={strong ? "font-strong" : undefined}>{side.mean.toFixed(1)} of 5</span>
            {side.low !== null && side.high !== null && (
              <span className="block text-micro text-ink-muted">
                {side.low.toFixed(1)} to {side.high.toFixed(1)}
              </span>
            )}
          </>
        )}
      </dd>
      <svg
        aria-hidden="true"
        viewBox="0 0 100 6"
        preserveAspectRatio="none"
        className="col-start-2 row-start-1 h-1.5 w-full print-exact"
      >
        <rect width="100" height="6" className="fill-wash-strong" />
        <rect width={share} height="6" className={classNames(strong ? "fill-ink" : "fill-ink-muted")} />
      </svg>
    </div>
  );
}

function signed(value: number): string {
  const text = Math.abs(value).toFixed(1);
  return value < 0 ? `−${text}` : `+${text}`;
}
