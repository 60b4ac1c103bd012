import type { Metadata } from "next";
import { OpenReviewPage } from "#components/reviews/open-review-page.tsx";
import { SignedReviewPage } from "#components/reviews/signed-review-page.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { may } from "#lib/core/access/authorize.ts";
import { oneOf } from "#lib/core/list-address.ts";
import { quarterLabel, quarterName, shiftQuarter } from "#lib/core/time.ts";
import { getReview, listComments } from "#lib/reviews/queries/get-review.ts";
import { getSealedReview, verifyReview } from "#lib/reviews/queries/sealed-review.ts";
import type { Review } from "#lib/reviews/schema.ts";
import { teamQuery } from "#lib/reviews/team-rows.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { listPeople, readersZone } from "#lib/users/queries.ts";

export async function generateMetadata({ params }: PageProps<"/reviews/[quarter]">): Promise<Metadata> {
  const { quarter } = await params;
  return { title: /^\d{4}-Q[1-4]$/.test(quarter) ? `Review of ${quarterLabel(quarter)}` : "Review" };
}

export default async function ReviewPage({ params, searchParams }: PageProps<"/reviews/[quarter]">) {
  const actor = await pageActor();
  const { quarter } = await params;
  const { from, ...which } = oneOf(await searchParams, ["version", "from", "team"]);
  const review = await shown(getReview(actor, { quarter, ...which }));
  const zone = await readersZone(actor);
  const ref = { quarter, version: review.version };
  const mayClose = may(actor, "review-action.close");
  return (
    <>
      <ReviewHead
        review={review}
        mayDecide={may(actor, "review.decide")}
        maySign={may(actor, "review.sign")}
      />
      {review.state === "signed" ? (
        <SignedReviewPage
          review={review}
          sealed={await shown(getSealedReview(actor, ref))}
          verification={await shown(verifyReview(actor, ref))}
          zone={zone}
          from={Number(from ?? 0)}
          may={{ reopen: may(actor, "review.reopen"), close: mayClose }}
        />
      ) : (
        <OpenReviewPage
          review={review}
          comments={(await shown(listComments(actor, { ...ref, limit: 200 }))).items}
          zone={zone}
          choices={{
            people: await listPeople(actor),
            quarters: [1, 2, 3, 4].map((steps) => {
              const key = shiftQuarter(quarter, steps);
              return { key, label: quarterLabel(key) };
            }),
          }}
          may={{
            decide: may(actor, "review.decide"),
            comment: may(actor, "review.comment"),
            close: mayClose,
            state: may(actor, "quarter.state"),
          }}
        />
      )}
    </>
  );
}

function ReviewHead({
  review,
  mayDecide,
  maySign,
}: {
  review: Review;
  mayDecide: boolean;
  maySign: boolean;
}) {
  const { quarter, version, state, progress, team } = review;
  const ofTeam = teamQuery(team?.team, "");
  const open = state === "open";
  const label = `${quarterLabel(quarter)}${version > 1 ? `, version ${version}` : ""}`;
  const decided = progress.unmarked === 0;
  return (
    <PageHeader
      title={
        team
          ? `${team.name} in the ${quarterName(quarter).toLowerCase()}`
          : `Review of the ${quarterName(quarter).toLowerCase()}`
      }
      crumbs={[
        { label: "Reviews", href: "/reviews" },
        ...(team
          ? [{ label, href: `/reviews/${quarter}${open ? "" : `?version=${version}`}` }, { label: team.name }]
          : [{ label }]),
      ]}
      actions={
        open ? (
          <>
            {mayDecide && progress.changes > 0 && (
              <LinkButton href={`/reviews/${quarter}/walk${ofTeam}`} variant={decided ? "plain" : "primary"}>
                Walk through the changes
              </LinkButton>
            )}
            {maySign && !team && (
              <LinkButton href={`/reviews/${quarter}/sign`} variant={decided ? "primary" : "plain"}>
                Sign the review
              </LinkButton>
            )}
          </>
        ) : (
          <>
            <LinkButton href={`/feedback/new?about=review:${quarter}`} variant="quiet">
              Give feedback
            </LinkButton>
            <LinkButton href={`/plan?quarter=${quarter}`}>Open the plan</LinkButton>
          </>
        )
      }
    >
      {team && open
        ? "One team's part of the review. It is signed with the whole."
        : open
          ? "Open: nothing in it is final before it is signed."
          : `Signed by ${review.signatures
              .filter((signature) => signature.counts)
              .map((signature) => signature.name)
              .join(" and ")}. It reads as it was signed.`}
    </PageHeader>
  );
}
