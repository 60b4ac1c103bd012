import { VerdictTable } from "#components/changes/verdict-table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { Measurement } from "#lib/changes/schema.ts";

type MeasurementTableProps = { caption: string; measurements: Measurement[] };

/** Measurements of one change, a row each. */
export function MeasurementTable({ caption, measurements }: MeasurementTableProps) {
  if (measurements.length === 0) return null;
  const rows = measurements.map(({ id, metric, metricName, verdict }) => ({
    key: id,
    name: <TextLink href={`/metrics/${metric}`}>{metricName}</TextLink>,
    verdict,
  }));
  return <VerdictTable caption={caption} of="Metric" rows={rows} />;
}
