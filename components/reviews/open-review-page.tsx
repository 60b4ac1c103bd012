import { RecordActionForm } from "#components/reviews/action-form.tsx";
import type { ActionChoices } from "#components/reviews/action-form-fields.tsx";
import { QuarterVerdict } from "#components/reviews/quarter-verdict.tsx";
import { ReviewActions } from "#components/reviews/review-actions.tsx";
import { ReviewAgenda } from "#components/reviews/review-agenda.tsx";
import { ReviewComments } from "#components/reviews/review-comments.tsx";
import { ReviewComparison } from "#components/reviews/review-comparison.tsx";
import { ReviewProgress } from "#components/reviews/review-progress.tsx";
import { ReviewSignatures } from "#components/reviews/review-signatures.tsx";
import { StatementForm } from "#components/reviews/statement-form.tsx";
import { TeamPart } from "#components/reviews/team-part.tsx";
import { TeamTable } from "#components/reviews/team-table.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Section } from "#components/ui/section.tsx";
import { SectionHead } from "#components/ui/section-head.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { noTeam } from "#lib/core/team.ts";
import { formatDate, formatRange } from "#lib/core/time.ts";
import type { Review, ReviewComment } from "#lib/reviews/schema.ts";

type OpenReviewPageProps = {
  review: Review;
  comments: ReviewComment[];
  zone: string;
  choices: ActionChoices;
  may: { decide: boolean; comment: boolean; close: boolean; state: boolean };
};

/** A review that is being held: its agenda made from the records, how far it is, and who signed. */
export function OpenReviewPage({ review, comments, zone, choices, may }: OpenReviewPageProps) {
  const { team } = review;
  // It is the whole quarter's.
  const headline = team ? null : review.headline;
  const byTeam = !team && review.teams.some((one) => one.team !== noTeam);
  return (
    <div className="mt-8 gap-16 xl:grid xl:grid-cols-[minmax(0,1fr)_var(--aside)]">
      <div className="min-w-0">
        {headline !== null && (
          <Section title="What the quarter amounts to" space="none" id="verdict">
            <QuarterVerdict headline={headline} stated={review.stated} zone={zone} />
            {may.state && (
              <details className="mt-4">
                <summary className="w-max text-accent underline decoration-rule-strong underline-offset-[0.2em] max-md:py-3">
                  {review.stated ? "State it otherwise" : "State it in your own words"}
                </summary>
                <StatementForm quarter={review.quarter} words={review.stated?.words ?? null} />
              </details>
            )}
          </Section>
        )}
        {byTeam && (
          <Section
            title="By team"
            space={headline === null ? "none" : "section"}
            id="teams"
            aside="Open one to hold its part by itself"
          >
            <TeamTable teams={review.teams} address={`/reviews/${review.quarter}`} />
          </Section>
        )}
        <Section
          title="Agenda"
          space={byTeam || headline !== null ? "section" : "none"}
          id="agenda"
          aside="Made from the records as they are now"
        >
          <div className="mt-5">
            <ReviewAgenda agenda={review.agenda} />
          </div>
        </Section>
        <Section title="Against earlier quarters" id="comparison">
          <ReviewComparison comparison={review.comparison} />
        </Section>
        <Section title="Actions" id="actions">
          <ReviewActions actions={review.actions} mayClose={may.close} />
          {may.decide && !team && <RecordActionForm quarter={review.quarter} {...choices} />}
        </Section>
        {!team && (
          <Section title="Comments" id="comments">
            <ReviewComments
              comments={comments}
              zone={zone}
              write={may.comment ? { quarter: review.quarter } : null}
            />
          </Section>
        )}
      </div>
      <aside aria-label="About this review" className="grid content-start gap-8 max-xl:mt-12">
        <section>
          <SectionHead level={3} title="How far it is" />
          <div className="mt-3">
            <ReviewProgress progress={review.progress} team={team?.name} />
          </div>
          <Facts facts={factsOf(review, zone)} />
        </section>
        {team && <TeamPart review={review} team={team} zone={zone} mayMark={may.decide} />}
        <ReviewSignatures signatures={review.signatures} wanted={review.policy.signers} zone={zone} />
      </aside>
    </div>
  );
}

function factsOf(review: Review, zone: string) {
  const range = { from: new Date(review.from), to: new Date(review.to) };
  return [
    { name: "Quarter", value: formatRange(range, review.timeZone) },
    { name: "Due", value: formatDate(new Date(review.dueAt), review.timeZone) },
    {
      name: "Opened",
      value: (
        <>
          <Timestamp at={review.openedAt} zone={zone} only="day" /> by {review.openedBy}
        </>
      ),
    },
    ...(review.reason ? [{ name: `Version ${review.version}`, value: review.reason }] : []),
    {
      name: "Four eyes",
      value: review.policy.fourEyes ? "Authors do not decide" : "Switched off",
    },
  ];
}
