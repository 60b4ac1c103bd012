import type { ReactNode } from "react";

type ProgressLineProps = {
  /** "Reading royalty-sept.ndjson" */
  label: ReactNode;
  done: number;
  /** null while unknown: the line then shows only the count. */
  total: number | null;
  /** "About 20 seconds left" */
  note?: ReactNode;
  /** A link or button at the right: Cancel. */
  action?: ReactNode;
};

/** Long work, counted: n of m. It can be left and come back to. */
export function ProgressLine({ label, done, total, note, action }: ProgressLineProps) {
  const count =
    total === null
      ? done.toLocaleString("en-GB")
      : `${done.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")}`;
  return (
    <div className="max-w-104 text-small" role="status">
      <div className="flex justify-between gap-4">
        <span>{label}</span>
        <span className="tabular-nums">{count}</span>
      </div>
      <progress
        className="progress my-2"
        aria-label={count}
        value={total === null ? undefined : done}
        max={total ?? undefined}
      />
      {(note || action) && (
        <div className="flex justify-between gap-4 text-ink-muted">
          <span>{note}</span>
          {action}
        </div>
      )}
    </div>
  );
}
