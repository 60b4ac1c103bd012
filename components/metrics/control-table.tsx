import { VerdictWord } from "#components/changes/verdict-word.tsx";
import { Table } from "#components/ui/table.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import type { MetricControls } from "#lib/changes/metric-controls.ts";
import { formatPercent } from "#lib/core/units.ts";

/** Each place of the history that was asked: what it says by itself, and with an effect put in. */
export function ControlTable({ controls, zone }: { controls: MetricControls; zone: string }) {
  return (
    <Table caption="Controls">
      <thead>
        <tr>
          <th scope="col">As if changed on</th>
          <th scope="col">By itself</th>
          <th scope="col">With the effect put in</th>
          <th scope="col" className="num">
            Found
          </th>
        </tr>
      </thead>
      <tbody>
        {controls.places.map((place) => (
          <tr key={place.at}>
            <th scope="row">
              <Timestamp at={place.at} zone={zone} only="day" />
            </th>
            <td className="fit">
              <VerdictWord outcome={place.plain} />
            </td>
            <td className="fit">
              <VerdictWord outcome={place.injected} />
            </td>
            <td className="num">
              {place.found === null ? "" : formatPercent(place.found, { signed: true })}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
