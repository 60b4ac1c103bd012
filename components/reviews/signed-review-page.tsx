import { ChangedSinceReview } from "#components/reviews/changed-since.tsx";
import { QuarterVerdict } from "#components/reviews/quarter-verdict.tsx";
import { ReopenForm } from "#components/reviews/reopen-form.tsx";
import { ReviewActions } from "#components/reviews/review-actions.tsx";
import { ReviewAgenda } from "#components/reviews/review-agenda.tsx";
import { ReviewComments } from "#components/reviews/review-comments.tsx";
import { ReviewComparison } from "#components/reviews/review-comparison.tsx";
import { ReviewSignatures } from "#components/reviews/review-signatures.tsx";
import { Seal } from "#components/reviews/seal.tsx";
import { SealedChanges } from "#components/reviews/sealed-changes.tsx";
import { TeamTable } from "#components/reviews/team-table.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Section } from "#components/ui/section.tsx";
import { SectionHead } from "#components/ui/section-head.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { noTeam, teamKeyAsked } from "#lib/core/team.ts";
import { formatDate } from "#lib/core/time.ts";
import { counted } from "#lib/core/words.ts";
import type { SealedReview } from "#lib/reviews/queries/sealed-review.ts";
import { changesOfTeam, totalsOf } from "#lib/reviews/review-content.ts";
import type { Review, Verification } from "#lib/reviews/schema.ts";
import { teamQuery } from "#lib/reviews/team-rows.ts";

type SignedReviewPageProps = {
  review: Review;
  sealed: SealedReview;
  verification: Verification;
  zone: string;
  /** Changes from this number on are shown. */
  from: number;
  may: { reopen: boolean; close: boolean };
};

const shownChanges = 100;

/** A signed review: everything on it but "changed since" and what came of actions is read from its snapshot. */
export function SignedReviewPage(props: SignedReviewPageProps) {
  const { review, sealed, verification, zone, from, may } = props;
  const { content, audit, sealedAt, signatures } = sealed.snapshot;
  const latest = review.versions[0]?.version === review.version;
  const { team, teams } = review;
  const changes = team ? changesOfTeam(content.changes, teamKeyAsked(team.team)) : content.changes;
  const address = `/reviews/${review.quarter}?version=${review.version}`;
  const start = Math.max(
    0,
    changes.findIndex((change) => change.number === from),
  );
  const next = changes[start + shownChanges];
  return (
    <>
      <ChangedSinceReview since={sealed.since} />
      <div className="mt-8 gap-16 xl:grid xl:grid-cols-[minmax(0,1fr)_var(--aside)]">
        <div className="min-w-0">
          {review.headline !== null && (
            <Section title="What the quarter amounts to" space="none" id="verdict" aside="As it was signed">
              <QuarterVerdict headline={review.headline} stated={review.stated} zone={zone} />
            </Section>
          )}
          <Section
            title="Decisions"
            space={review.headline === null ? "none" : "section"}
            id="decisions"
            aside={counted(changes.length, "change", "changes")}
          >
            <SealedChanges changes={changes.slice(start, start + shownChanges)} />
            {next && (
              <div className="mt-4">
                <LinkButton
                  href={`${address}${teamQuery(team?.team, address)}&from=${next.number}#decisions`}
                >
                  Next changes
                </LinkButton>
              </div>
            )}
          </Section>
          {teams.some((one) => one.team !== noTeam) && (
            <Section title="By team" id="teams" aside="As it was signed">
              <TeamTable teams={teams} address={address} />
            </Section>
          )}
          <Section
            title="Agenda"
            id="agenda"
            aside={team ? "Of all teams, as it stood when it was signed" : "As it stood when it was signed"}
          >
            <div className="mt-5">
              <ReviewAgenda agenda={content.agenda} />
            </div>
          </Section>
          <Section title="Against earlier quarters" id="comparison">
            <ReviewComparison comparison={content.comparison} />
          </Section>
          <Section title="Actions" id="actions" aside="What came of them may still be added">
            <ReviewActions actions={review.actions} mayClose={may.close} />
          </Section>
          {content.comments.length > 0 && (
            <Section title="Comments" id="comments">
              <ReviewComments
                comments={content.comments.map((comment, index) => ({ ...comment, id: String(index) }))}
                zone={zone}
                write={null}
              />
            </Section>
          )}
          {may.reopen && latest && (
            <Section title="Correct it" id="reopen">
              <ReopenForm quarter={review.quarter} version={review.version} />
            </Section>
          )}
        </div>
        <aside aria-label="Signatures and seal" className="grid content-start gap-8 max-xl:mt-12">
          <ReviewSignatures
            signatures={signatures.map((signature) => ({ ...signature, counts: true }))}
            wanted={content.policy.signers}
            zone={zone}
          />
          <Seal
            verification={verification}
            sealed={totalsOf(content)}
            sealedAt={sealedAt}
            auditPosition={audit.position}
            zone={zone}
          />
          {review.versions.length > 1 && <Versions review={review} zone={zone} />}
        </aside>
      </div>
    </>
  );
}

function Versions({ review, zone }: { review: Review; zone: string }) {
  return (
    <section>
      <SectionHead level={3} title="Versions" />
      <ul className="mt-2 grid gap-1 text-small">
        {review.versions.map(({ version, sealedAt }) => (
          <li key={version}>
            {version === review.version ? (
              <b className="font-strong">Version {version}</b>
            ) : (
              <TextLink href={`/reviews/${review.quarter}?version=${version}`}>Version {version}</TextLink>
            )}
            <span className="text-ink-muted">
              , {sealedAt ? `signed ${formatDate(new Date(sealedAt), zone)}` : "open"}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
