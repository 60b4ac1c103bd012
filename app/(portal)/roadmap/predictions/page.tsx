import type { Metadata } from "next";
import { PredictionTable } from "#components/roadmap/prediction-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { predictionSentence } from "#lib/roadmap/prediction-score.ts";
import { predictionScores } from "#lib/roadmap/queries.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";

export const metadata: Metadata = { title: "Predictions" };

export default async function PredictionsPage() {
  const scores = await shown(predictionScores(await pageActor()));
  const quarters = scores.quarters.toReversed();
  const sentence = predictionSentence(scores.all);
  return (
    <>
      <PageHeader
        title="Predictions"
        crumbs={[{ label: "Roadmap", href: "/roadmap" }, { label: "Predictions" }]}
      >
        {sentence}
      </PageHeader>
      {sentence ? (
        <>
          <Section title="By team">
            <PredictionTable
              caption="Predictions by team"
              noun="Team"
              rows={scores.byTeam}
              quarters={quarters}
            />
          </Section>
          <Section title="By owner">
            <PredictionTable
              caption="Predictions by owner"
              noun="Owner"
              rows={scores.byOwner}
              quarters={quarters}
            />
          </Section>
          <p className="mt-6 max-w-measure text-small text-ink-muted">
            Counted are items whose changes have a verdict on the metric they expected something of, in the
            quarter they are promised for. Came true means: within the range, or better. Effects of several
            changes of an item are multiplied. Shares stand only where five or more are decided.
          </p>
        </>
      ) : (
        <EmptyState title="No prediction has a verdict yet">
          Once a change of an item is measured on the metric that the item expects something of, it counts
          here.
        </EmptyState>
      )}
    </>
  );
}
