import { Hash } from "#components/ui/hash.tsx";
import { RowTitle } from "#components/ui/row-title.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { formatRange, quarterName } from "#lib/core/time.ts";
import type { ReviewListItem } from "#lib/reviews/schema.ts";

type ReviewListProps = { reviews: ReviewListItem[]; zone: string; fiscalZone: string };

/** Reviews with their state and seal: a table at a desk, a list on a phone. */
export function ReviewList({ reviews, zone, fiscalZone }: ReviewListProps) {
  return (
    // The roles are written out because phones lay the rows out as blocks, which drops them.
    <table role="table" className="table mt-6 max-md:block" data-align="middle">
      <caption className="sr-only">Reviews</caption>
      <thead role="rowgroup" className="max-md:sr-only">
        <tr role="row">
          <th scope="col">Review</th>
          <th scope="col">State</th>
          <th scope="col">Signed by</th>
          <th scope="col">Seal</th>
          <th scope="col" className="num">
            Date
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-md:block max-md:border-t max-md:border-rule-head">
        {reviews.map((review) => (
          <tr
            key={`${review.quarter} ${review.version}`}
            role="row"
            data-row
            className="max-md:flex max-md:flex-wrap max-md:items-baseline max-md:gap-x-4 max-md:gap-y-1 max-md:border-b max-md:border-rule max-md:py-3.5"
          >
            <th scope="row" role="rowheader" className={`max-md:basis-full ${phoneCell}`}>
              <RowTitle
                href={`/reviews/${review.quarter}${review.state === "signed" ? `?version=${review.version}` : ""}`}
                title={quarterName(review.quarter)}
              >
                {formatRange({ from: new Date(review.from), to: new Date(review.to) }, fiscalZone)}
                {review.version > 1 && ` · version ${review.version}: ${review.reason}`}
              </RowTitle>
            </th>
            <td role="cell" className={phoneCell}>
              <Tag>{review.state === "open" ? "Open" : "Signed"}</Tag>
            </td>
            <td role="cell" className={phoneCell}>
              {review.signatures.map((signature) => signature.name).join(", ") || (
                <span className="text-ink-muted">Nobody yet</span>
              )}
            </td>
            <td role="cell" className={`${phoneCell} ${review.sha256 ? "" : "max-md:hidden"}`}>
              {review.sha256 ? <Hash value={review.sha256} /> : <span className="text-ink-muted">None</span>}
            </td>
            <td role="cell" className={`num ${phoneCell}`}>
              <Timestamp at={review.sealedAt ?? review.openedAt} zone={zone} only="day" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const phoneCell = "max-md:border-0! max-md:p-0!";
