import { VerdictWord } from "#components/changes/verdict-word.tsx";
import { RowTable } from "#components/ui/row-table.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import type { MetricControls } from "#lib/changes/metric-controls.ts";
import { formatPercent } from "#lib/core/units.ts";

/** Each place of the history that was asked: what it says by itself, and with an effect put in. */
export function ControlTable({ controls, zone }: { controls: MetricControls; zone: string }) {
  return (
    <RowTable
      caption="Controls"
      columns={[
        { title: "As if changed on" },
        { title: "By itself" },
        { title: "With the effect put in" },
        { title: "Found", num: true },
      ]}
      rows={controls.places.map((place) => ({
        key: place.at,
        cells: [
          <Timestamp key="at" at={place.at} zone={zone} only="day" />,
          <VerdictWord key="plain" outcome={place.plain} />,
          <VerdictWord key="injected" outcome={place.injected} />,
          place.found === null ? "Nothing" : formatPercent(place.found, { signed: true }),
        ],
      }))}
    />
  );
}
