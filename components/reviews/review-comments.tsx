import { CommentForm } from "#components/reviews/comment-form.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import type { ReviewComment } from "#lib/reviews/schema.ts";

type CommentsProps = {
  comments: (Pick<ReviewComment, "id" | "body" | "by" | "at"> & { change?: number | null })[];
  zone: string;
  /** Where a new one goes; null when none is taken. */
  write: { quarter: string; change?: number } | null;
};

/** What people said about a review or about one of its changes, and a field to say more. */
export function ReviewComments({ comments, zone, write }: CommentsProps) {
  return (
    <>
      {comments.length > 0 && (
        <ol className="text-small">
          {comments.map((comment) => (
            <li key={comment.id} className="border-b border-rule py-2.5">
              <p className="text-ink-muted">
                <b className="font-medium text-ink">{comment.by}</b>
                {comment.change ? ` about C-${comment.change}` : ""},{" "}
                <Timestamp at={comment.at} zone={zone} />
              </p>
              <p className="mt-0.5 max-w-measure whitespace-pre-line wrap-anywhere">{comment.body}</p>
            </li>
          ))}
        </ol>
      )}
      {comments.length === 0 && <p className="mt-3 text-small text-ink-muted">Nothing said yet.</p>}
      {write && <CommentForm {...write} />}
    </>
  );
}
