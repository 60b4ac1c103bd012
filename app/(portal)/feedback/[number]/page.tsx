import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CommentSection, NoteSection } from "#components/feedback/comment-section.tsx";
import { EntryFacts } from "#components/feedback/entry-facts.tsx";
import { EntryVote } from "#components/feedback/entry-vote.tsx";
import { EntryTags } from "#components/feedback/feedback-list.tsx";
import { MergedEntries } from "#components/feedback/merged-entries.tsx";
import { SolvedNews } from "#components/feedback/solved-news.tsx";
import { TakeAway } from "#components/feedback/take-away.tsx";
import { TriagePanel } from "#components/feedback/triage-panel.tsx";
import { LinkedItems } from "#components/roadmap/linked-items.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { may } from "#lib/core/access/authorize.ts";
import { listComments, listNotes } from "#lib/feedback/queries/comments.ts";
import { getFeedback } from "#lib/feedback/queries/get-feedback.ts";
import { listStatuses } from "#lib/feedback/queries/settings.ts";
import { voicesOfChange } from "#lib/feedback/queries/voices.ts";
import { itemsOfFeedback } from "#lib/roadmap/queries/item-feedback.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { readersZone } from "#lib/users/queries.ts";

export async function generateMetadata({ params }: PageProps<"/feedback/[number]">): Promise<Metadata> {
  const entry = await shown(getFeedback(await pageActor(), await params));
  return { title: `F-${entry.number} ${entry.title}` };
}

export default async function FeedbackEntryPage({ params, searchParams }: PageProps<"/feedback/[number]">) {
  const actor = await pageActor();
  const entry = await shown(getFeedback(actor, await params));
  if (entry.mergedInto !== null) redirect(`/feedback/${entry.mergedInto}`);
  const { number } = entry;
  const cursor = [(await searchParams).comments].flat()[0];
  const mayTriage = may(actor, "feedback.triage");
  const answeredBy = entry.changes[0]?.number;
  const [comments, notes, statuses, voices, items, zone] = await Promise.all([
    shown(listComments(actor, { number, cursor })),
    may(actor, "feedback-note.view") ? listNotes(actor, { number }) : null,
    mayTriage ? listStatuses(actor) : [],
    answeredBy === undefined ? null : voicesOfChange(actor, { change: answeredBy }),
    itemsOfFeedback(actor, { feedback: number }),
    readersZone(actor),
  ]);
  return (
    <>
      <PageHeader
        title={entry.title}
        crumbs={[{ label: "Feedback", href: "/feedback" }, { label: `F-${number}` }]}
        actions={
          <>
            {entry.mayEdit && <LinkButton href={`/feedback/${number}/edit`}>Edit</LinkButton>}
            <EntryVote number={number} votes={entry.votes} voted={entry.voted} />
          </>
        }
      >
        <span className="text-small text-ink-muted">
          {entry.author ?? "Somebody who was not signed in"},{" "}
          <Timestamp at={entry.createdAt} zone={zone} only="day" />
          {entry.systemName && `, about ${entry.systemName}`}. {entry.status.name}.{" "}
          <EntryTags entry={entry} />
        </span>
      </PageHeader>
      <div className="mt-9 gap-14 xl:grid xl:grid-cols-[minmax(0,1fr)_var(--aside)]">
        <div className="min-w-0">
          {entry.body && (
            <p className="max-w-measure text-read whitespace-pre-line wrap-anywhere">{entry.body}</p>
          )}
          <MergedEntries entry={entry} mayTriage={mayTriage} />
          <SolvedNews entry={entry} mayAnswer={entry.following || entry.voted} zone={zone} />
          <CommentSection
            number={number}
            comments={comments}
            total={entry.comments}
            zone={zone}
            later={cursor !== undefined}
          />
          {notes && <NoteSection number={number} notes={notes.items} zone={zone} />}
          {mayTriage && (
            <Section title="Triage" id="triage">
              <TriagePanel entry={entry} statuses={statuses} />
            </Section>
          )}
        </div>
        <aside aria-label="Facts" className="max-xl:mt-section">
          <EntryFacts entry={entry} voices={voices} mayTriage={mayTriage} zone={zone} />
          <LinkedItems
            items={items}
            {...(may(actor, "roadmap.create") ? { addFor: number } : {})}
            {...(mayTriage && {
              endOf: (item: number) => <TakeAway number={number} about={`roadmap-item:${item}`} />,
            })}
          />
        </aside>
      </div>
    </>
  );
}
