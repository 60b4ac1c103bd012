import type { Metadata } from "next";
import { OpenReviewForm } from "#components/reviews/open-review-form.tsx";
import { ReviewList } from "#components/reviews/review-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Section } from "#components/ui/section.tsx";
import { listHref, oneOf } from "#lib/core/list-address.ts";
import { formatDate, quarterLabel } from "#lib/core/time.ts";
import { listReviews, reviewsToOpen } from "#lib/reviews/queries/list-reviews.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { fiscalCalendar, readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Reviews" };

export default async function ReviewsPage({ searchParams }: PageProps<"/reviews">) {
  const actor = await pageActor();
  const address = oneOf(await searchParams, ["cursor"]);
  const [reviews, toOpen, calendar, zone] = await Promise.all([
    shown(listReviews(actor, { ...address, limit: 20 })),
    reviewsToOpen(actor),
    fiscalCalendar(),
    readersZone(actor),
  ]);
  return (
    <>
      <PageHeader
        title="Reviews"
        actions={
          <LinkButton href="/api/v1/reviews/calendar" download>
            Calendar file
          </LinkButton>
        }
      >
        What a quarter brought, decided change by change, signed and sealed.
      </PageHeader>
      {reviews.items.length > 0 ? (
        <>
          <ReviewList reviews={reviews.items} zone={zone} fiscalZone={calendar.timeZone} />
          <Pagination
            noun="reviews"
            firstHref={address.cursor ? listHref("/reviews", address, {}) : null}
            nextHref={reviews.nextCursor && listHref("/reviews", address, { cursor: reviews.nextCursor })}
          />
        </>
      ) : (
        <EmptyState title="No review yet">
          {toOpen.length > 0
            ? "Open the review of a quarter below: its agenda is made from the records, nothing has to be assembled."
            : "As soon as a reviewer has held a review and it is signed, it can be read here."}
        </EmptyState>
      )}
      {toOpen.length > 0 && !address.cursor && (
        <Section title="Quarters without a review" id="open">
          <ul>
            {toOpen.map(({ quarter, dueAt, over }, index) => (
              <li
                key={quarter}
                className="flex flex-wrap items-center justify-between gap-3 border-b border-rule py-3"
              >
                <span className="text-small text-ink-soft">
                  <b className="font-strong text-ink">{quarterLabel(quarter)}</b>
                  {over
                    ? `, due by ${formatDate(new Date(dueAt), calendar.timeZone)}`
                    : ", still running: it can be prepared, and signed when it is over"}
                </span>
                <OpenReviewForm
                  quarter={quarter}
                  label={quarterLabel(quarter)}
                  primary={over && toOpen.findIndex((one) => one.over) === index}
                />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
