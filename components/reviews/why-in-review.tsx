import { Tag } from "#components/ui/tag.tsx";
import { quarterLabel } from "#lib/core/time.ts";

type WhyInReviewProps = { carriedFrom: string | null; lostAfter: number | null; fadingAfter: number | null };

/** Why a change of another quarter is decided here. */
export function WhyInReview({ carriedFrom, lostAfter, fadingAfter }: WhyInReviewProps) {
  return (
    <>
      {carriedFrom !== null && <Tag>Left open in {quarterLabel(carriedFrom)}</Tag>}
      {lostAfter !== null && <Tag>Gain lost after {lostAfter} days</Tag>}
      {fadingAfter !== null && <Tag>Gain fading after {fadingAfter} days</Tag>}
    </>
  );
}
