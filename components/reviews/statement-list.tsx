import { Timestamp } from "#components/ui/timestamp.tsx";
import type { Statement } from "#lib/reviews/schema.ts";

/** Everything that was stated of a quarter, the latest first: nothing is ever removed. */
export function StatementList({ statements, zone }: { statements: Statement[]; zone: string }) {
  return (
    <ol className="text-small">
      {statements.map((statement) => (
        <li key={statement.id} className="border-b border-rule py-2.5 wrap-anywhere">
          <p className="text-ink-muted">
            <b className="font-medium text-ink">{statement.by}</b>,{" "}
            <Timestamp at={statement.at} zone={zone} />
          </p>
          <p className="mt-0.5">{statement.words ? `“${statement.words}”` : "Took back what was stated."}</p>
          <p className="text-ink-soft">{statement.reason}</p>
        </li>
      ))}
    </ol>
  );
}
