import type { Metadata } from "next";
import { QuarterVerdict } from "#components/reviews/quarter-verdict.tsx";
import { ReviewComparison } from "#components/reviews/review-comparison.tsx";
import { ReviewSignatures } from "#components/reviews/review-signatures.tsx";
import { SignAgain } from "#components/reviews/sign-again.tsx";
import { SignDecisions } from "#components/reviews/sign-decisions.tsx";
import { SignForm } from "#components/reviews/sign-form.tsx";
import { TeamTable } from "#components/reviews/team-table.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { SectionHead } from "#components/ui/section-head.tsx";
import { noTeam } from "#lib/core/team.ts";
import { quarterLabel, shiftQuarter } from "#lib/core/time.ts";
import { counted, listInWords } from "#lib/core/words.ts";
import { getSigning, type Signing } from "#lib/reviews/queries/signing.ts";
import type { Review } from "#lib/reviews/schema.ts";
import { notGoneThrough } from "#lib/reviews/team-rows.ts";
import { formToken } from "#lib/server/auth/form-token.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Sign the review" };

export default async function SignPage({ params }: PageProps<"/reviews/[quarter]/sign">) {
  const actor = await pageActor();
  requirePermission(actor, "review.sign");
  const { quarter } = await params;
  const signing = await shown(getSigning(actor, { quarter }));
  const zone = await readersZone(actor);
  const { review, sealed } = signing;
  const { unmarked, byMark, changes } = review.progress;
  const address = `/reviews/${quarter}`;
  return (
    <>
      <PageHeader
        title="Sign the review"
        crumbs={[
          { label: "Reviews", href: "/reviews" },
          { label: quarterLabel(quarter), href: address },
          { label: "Sign" },
        ]}
      >
        <p className="max-w-measure">
          Signing freezes {counted(changes, "change", "changes")} with evidence and decisions. Later edits
          cannot touch what you sign.
        </p>
      </PageHeader>
      <div className="mt-8 gap-16 xl:grid xl:grid-cols-[minmax(0,1fr)_var(--aside)]">
        <div className="min-w-0">
          {review.headline !== null && (
            <Section title="What the quarter amounts to" space="none">
              <QuarterVerdict headline={review.headline} stated={review.stated} zone={zone} />
            </Section>
          )}
          <Section
            title="Decisions"
            space={review.headline === null ? "none" : "section"}
            aside={`${changes - unmarked - byMark.open} decided, ${byMark.open} marked as open`}
          >
            <SignDecisions quarter={quarter} progress={review.progress} decided={signing.decided} />
          </Section>
          <Teams review={review} />
          <Section title="Against earlier quarters">
            <ReviewComparison comparison={review.comparison} />
          </Section>
          <Section title="Your signature" id="signature">
            <Signature signing={signing} name={actor.name} token={await formToken()} />
          </Section>
        </div>
        <aside aria-label="Signatures" className="grid content-start gap-8 max-xl:mt-12">
          <ReviewSignatures signatures={review.signatures} wanted={review.policy.signers} zone={zone} />
          <section>
            <SectionHead level={3} title="What will be sealed" />
            <p className="mt-2 text-small text-ink-soft">
              {counted(sealed.changes, "change", "changes")},{" "}
              {counted(sealed.measurements, "measurement", "measurements")},{" "}
              {counted(sealed.files, "file", "files")}. The last signature makes their seal: the SHA-256 of
              one text that holds all of it.
            </p>
          </section>
        </aside>
      </div>
    </>
  );
}

/** A part that nobody went through is said, and refuses nothing: every change has its decision all the same. */
function Teams({ review: { quarter, teams } }: { review: Review }) {
  if (teams.every(({ team }) => team === noTeam)) return null;
  const waiting = notGoneThrough(teams);
  return (
    <Section title="By team">
      <TeamTable teams={teams} address={`/reviews/${quarter}`} />
      {waiting.length > 0 && (
        <div className="mt-5">
          <Callout tone="doubt">
            {`Not marked as gone through: ${listInWords(waiting.map(({ name }) => name))}. The review can be signed all the same.`}
          </Callout>
        </div>
      )}
    </Section>
  );
}

function Signature({ signing, name, token }: { signing: Signing; name: string; token: string }) {
  const { review, refusal, proof } = signing;
  const { quarter } = review;
  if (refusal) {
    return (
      <>
        <p className="mt-4 max-w-measure text-ink-soft">{refusal}</p>
        <div className="mt-4">
          <LinkButton
            href={review.progress.unmarked > 0 ? `/reviews/${quarter}/walk` : `/reviews/${quarter}`}
          >
            {review.progress.unmarked > 0 ? "Back to the decisions" : "Back to the review"}
          </LinkButton>
        </div>
      </>
    );
  }
  if (proof.kind === "single-sign-on" && !proof.fresh) {
    return <SignAgain formToken={token} to={`/reviews/${quarter}/sign`} minutes={proof.minutes} />;
  }
  return (
    <SignForm
      quarter={quarter}
      name={name}
      carried={carriedInWords(signing)}
      asksPassword={proof.kind === "password"}
    />
  );
}

function carriedInWords({ review, decided }: Signing): string | null {
  const { open } = review.progress.byMark;
  if (open === 0) return null;
  const next = quarterLabel(shiftQuarter(review.quarter, 1));
  const only = decided.find((one) => one.mark === "open");
  return open === 1 && only
    ? `The one open item, C-${only.number}, is carried into ${next}.`
    : `The ${open.toLocaleString("en-GB")} open items are carried into ${next}.`;
}
