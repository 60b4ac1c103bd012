import type { Progress } from "#lib/reviews/schema.ts";

type ReviewProgressProps = {
  progress: Progress;
  position?: number;
  /** The team whose progress it is. */
  team?: string | undefined;
};

/** "5 of 14 decided, change 6 next", with a line that fills. */
export function ReviewProgress({ progress, position, team }: ReviewProgressProps) {
  const done = progress.changes - progress.unmarked;
  return (
    <div>
      <p className="text-small">
        <b className="font-strong">
          {team && `${team}: `}
          {done.toLocaleString("en-GB")} of {progress.changes.toLocaleString("en-GB")} decided
        </b>
        {position !== undefined && (
          <span className="text-ink-muted">, this is {position.toLocaleString("en-GB")}</span>
        )}
        {progress.byMark.open > 0 && (
          <span className="text-ink-muted">, {progress.byMark.open} of them left open</span>
        )}
      </p>
      <progress
        className="progress mt-3 mb-2"
        aria-label={team ? `Changes of ${team} decided` : "Changes decided"}
        value={done}
        max={Math.max(1, progress.changes)}
      />
    </div>
  );
}
