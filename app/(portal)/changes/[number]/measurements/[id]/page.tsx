import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MeasurementDetails } from "#components/changes/measurement-details.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { recomputeMeasurement } from "#lib/changes/commands/recompute-measurement.ts";
import { getChange } from "#lib/changes/queries.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "How this was computed" };

export default async function MeasurementPage({ params }: PageProps<"/changes/[number]/measurements/[id]">) {
  const actor = await pageActor();
  const { number, id } = await params;
  const change = await shown(getChange(actor, { number }));
  const measurement = change.measurements.find((candidate) => candidate.id === id);
  if (!measurement?.verdict) notFound();
  const again = await shown(recomputeMeasurement(actor, { id }));
  const name = `C-${change.number}`;
  return (
    <>
      <PageHeader
        title="How this was computed"
        crumbs={[
          { label: "Changes", href: "/changes" },
          { label: name, href: `/changes/${change.number}` },
          { label: measurement.metricName },
        ]}
      >
        {measurement.verdict.sentence}
      </PageHeader>
      <MeasurementDetails
        measurement={measurement}
        verdict={measurement.verdict}
        again={again}
        zone={await readersZone(actor)}
      />
    </>
  );
}
