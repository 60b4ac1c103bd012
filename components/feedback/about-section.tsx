import { EntryLine } from "#components/feedback/entry-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { FeedbackListItem } from "#lib/feedback/schema.ts";

type AboutSectionProps = { about: string; entries: FeedbackListItem[]; more: boolean };

/** What people said while they looked at this, the most wanted first. */
export function AboutSection({ about, entries, more }: AboutSectionProps) {
  return (
    <Section
      title="What people say"
      id="feedback"
      aside={
        <TextLink href={`/feedback/new?about=${about}`} tone="accent">
          Say what is slow about it
        </TextLink>
      }
    >
      {entries.length === 0 ? (
        <p className="mt-4 text-ink-soft">Nobody has said anything about it yet.</p>
      ) : (
        <ul>
          {entries.map((entry) => (
            <li key={entry.number} className="border-b border-rule py-3">
              <EntryLine {...entry} status={entry.status.name} />
            </li>
          ))}
        </ul>
      )}
      {more && (
        <p className="mt-3 text-small">
          <TextLink href={`/feedback?about=${about}`}>All of it</TextLink>
        </p>
      )}
    </Section>
  );
}
