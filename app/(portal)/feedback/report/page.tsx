import type { Metadata } from "next";
import { FeedbackReportTable } from "#components/feedback/feedback-report-table.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { latestQuarters } from "#lib/core/time.ts";
import { feedbackReport } from "#lib/feedback/queries/report.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { fiscalCalendar } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "What users said" };

export default async function FeedbackReportPage({ searchParams }: PageProps<"/feedback/report">) {
  const actor = await pageActor();
  const quarter = [(await searchParams).quarter].flat()[0];
  const report = await shown(feedbackReport(actor, { quarter }));
  const quarters = latestQuarters(new Date(), await fiscalCalendar(), 4);
  return (
    <>
      <PageHeader
        title="What users said"
        crumbs={[{ label: "Feedback", href: "/feedback" }, { label: "What users said" }]}
      />
      <div className="mt-6">
        <Segments
          label="Period"
          segments={[
            { label: "All time", href: "/feedback/report", current: quarter === undefined },
            ...quarters.map(({ key, label }) => ({
              label,
              href: `/feedback/report?quarter=${key}`,
              current: quarter === key,
            })),
          ]}
        />
      </div>
      <FeedbackReportTable report={report} />
    </>
  );
}
