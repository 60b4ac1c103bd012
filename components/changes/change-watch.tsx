import { Fragment } from "react";
import { WatchMark } from "#components/changes/watch-mark.tsx";
import { RowTable } from "#components/ui/row-table.tsx";
import { Section } from "#components/ui/section.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { keptInterval, keptPercent } from "#lib/changes/gain-kept.ts";
import type { Change } from "#lib/changes/schema.ts";

/** Whether the proven gain still stands, 7, 30 and 90 days after its window. */
export function ChangeWatch({ change, zone }: { change: Change; zone: string }) {
  if (change.watch.length === 0) return null;
  return (
    <Section title="Does the gain hold?" id="watch">
      <RowTable
        caption="Checks of the gain"
        columns={[
          { title: "After" },
          { title: "State" },
          { title: "Gain kept", num: true },
          { title: "When", num: true },
        ]}
        rows={change.watch.map((check) => ({
          key: String(check.days),
          cells: [
            `${check.days} days`,
            <Fragment key="state">
              {check.state === "unclear" ? (
                <span className="text-small text-ink-soft">Unclear</span>
              ) : (
                <WatchMark state={check.state} />
              )}
              {check.problem && <span className="block text-small text-ink-muted">{check.problem}</span>}
            </Fragment>,
            keptInWords(check),
            <Timestamp key="when" at={check.checkedAt ?? check.dueAt} zone={zone} only="day" />,
          ],
        }))}
      />
    </Section>
  );
}

function keptInWords({ kept, low, high }: Change["watch"][number]): string {
  if (kept === null) return "";
  const interval = low === null || high === null ? "" : ` ${keptInterval(low, high)}`;
  return `${keptPercent(kept)}${interval}`;
}
