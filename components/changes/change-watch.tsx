import { WatchMark } from "#components/changes/watch-mark.tsx";
import { Section } from "#components/ui/section.tsx";
import { Table } from "#components/ui/table.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { keptInterval, keptPercent } from "#lib/changes/gain-kept.ts";
import type { Change } from "#lib/changes/schema.ts";

/** Whether the proven gain still stands, 7, 30 and 90 days after its window. */
export function ChangeWatch({ change, zone }: { change: Change; zone: string }) {
  if (change.watch.length === 0) return null;
  return (
    <Section title="Does the gain hold?" id="watch">
      <Table caption="Checks of the gain">
        <thead>
          <tr>
            <th scope="col">After</th>
            <th scope="col">State</th>
            <th scope="col" className="num">
              Gain kept
            </th>
            <th scope="col" className="num max-md:hidden">
              When
            </th>
          </tr>
        </thead>
        <tbody>
          {change.watch.map((check) => (
            <tr key={check.days}>
              <th scope="row">{check.days} days</th>
              <td>
                {check.state === "unclear" ? (
                  <span className="text-small text-ink-soft">Unclear</span>
                ) : (
                  <WatchMark state={check.state} />
                )}
                {check.problem && <span className="block text-small text-ink-muted">{check.problem}</span>}
              </td>
              <td className="num">{keptInWords(check)}</td>
              <td className="num max-md:hidden">
                <Timestamp at={check.checkedAt ?? check.dueAt} zone={zone} only="day" />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function keptInWords({ kept, low, high }: Change["watch"][number]): string {
  if (kept === null) return "";
  const interval = low === null || high === null ? "" : ` ${keptInterval(low, high)}`;
  return `${keptPercent(kept)}${interval}`;
}
