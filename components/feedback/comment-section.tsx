import type { ReactNode } from "react";
import { WordsForm } from "#components/feedback/words-form.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Section } from "#components/ui/section.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { commentAction, noteAction, removeCommentAction } from "#lib/feedback/actions.ts";
import type { Comment, Note } from "#lib/feedback/schema.ts";
import { roleNames } from "#lib/users/model.ts";

type CommentSectionProps = {
  number: number;
  comments: { items: Comment[]; nextCursor: string | null };
  total: number;
  zone: string;
  /** A later page of them is open. */
  later: boolean;
};

/** What people said, the latest first, and a place to say something. */
export function CommentSection({ number, comments, total, zone, later }: CommentSectionProps) {
  return (
    <Section title="Comments" id="comments" aside={String(total)}>
      <ul>
        {comments.items.map((comment) => (
          <Said key={comment.id} said={comment} zone={zone}>
            {comment.mayRemove && (
              <ConfirmButton
                label="Remove"
                variant="quiet"
                title={`Remove the comment of ${comment.author ?? "somebody"}?`}
                description="Nobody reads it any more. That there was one stays in the audit log."
                confirmLabel="Remove comment"
                action={removeCommentAction}
              >
                <input type="hidden" name="number" value={number} />
                <input type="hidden" name="comment" value={comment.id} />
              </ConfirmButton>
            )}
          </Said>
        ))}
      </ul>
      <Pagination
        noun="comments"
        firstHref={later ? `/feedback/${number}#comments` : null}
        nextHref={comments.nextCursor && `/feedback/${number}?comments=${comments.nextCursor}#comments`}
      />
      <WordsForm action={commentAction} number={number} name="body" label="Add a comment" button="Comment" />
    </Section>
  );
}

/** For the team alone. */
export function NoteSection({ number, notes, zone }: { number: number; notes: Note[]; zone: string }) {
  return (
    <Section title="Notes of the team" id="notes" aside="Leads, reviewers and admins read them, nobody else">
      <ul>
        {notes.map((note) => (
          <Said key={note.id} said={note} zone={zone} />
        ))}
      </ul>
      <WordsForm action={noteAction} number={number} name="note" label="Add a note" button="Note" />
    </Section>
  );
}

function Said({ said, zone, children }: { said: Note; zone: string; children?: ReactNode }) {
  return (
    <li className="border-b border-rule py-3.5">
      <p className="text-small text-ink-muted">
        <b className="font-strong text-ink">{said.author ?? "Somebody"}</b>
        {said.role && said.role !== "member" && `, ${roleNames[said.role]}`},{" "}
        <Timestamp at={said.createdAt} zone={zone} only="day" />
        {said.from !== null && `, on F-${said.from}`}
      </p>
      <div className="flex items-start justify-between gap-4">
        <p className="max-w-measure whitespace-pre-line wrap-anywhere">{said.body}</p>
        {children}
      </div>
    </li>
  );
}
