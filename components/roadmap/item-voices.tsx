import { EntryLine } from "#components/feedback/entry-line.tsx";
import { LinkNumberForm } from "#components/roadmap/link-number-form.tsx";
import { Section } from "#components/ui/section.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { linkItemFeedbackAction, unlinkItemFeedbackAction } from "#lib/roadmap/actions.ts";
import type { ItemDetail } from "#lib/roadmap/schema.ts";

/** What people asked for that the item answers, with their votes; and saying more. */
export function ItemVoices({ item, mayEdit }: { item: ItemDetail; mayEdit: boolean }) {
  return (
    <Section
      title="What people ask for"
      id="feedback"
      aside={
        <TextLink href={`/feedback/new?about=roadmap-item:${item.number}`} tone="accent">
          Say what is slow about it
        </TextLink>
      }
    >
      {item.feedback.length === 0 ? (
        <p className="mt-4 text-ink-soft">No feedback is linked to this item.</p>
      ) : (
        <ul>
          {item.feedback.map((entry) => (
            <li
              key={entry.number}
              className="flex items-center justify-between gap-4 border-b border-rule py-3"
            >
              <EntryLine {...entry} />
              {mayEdit && (
                <form action={unlinkItemFeedbackAction}>
                  <input type="hidden" name="number" value={item.number} />
                  <input type="hidden" name="feedback" value={entry.number} />
                  <SubmitButton variant="quiet" aria-label={`Unlink F-${entry.number}`}>
                    Unlink
                  </SubmitButton>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayEdit && (
        <LinkNumberForm
          action={linkItemFeedbackAction}
          item={item.number}
          name="feedback"
          noun="feedback"
          label="Link feedback"
          hint="Its number, like F-64"
        />
      )}
    </Section>
  );
}
