import { classNames } from "#components/ui/class-names.ts";
import type { Stated } from "#lib/reviews/schema.ts";
import { computedInWords, statedInWords } from "#lib/reviews/stated-in-words.ts";

type StatedNoteProps = { headline: string; stated: Stated | null; zone: string; className?: string };

/** Directly under the words of a person: what was computed, who says otherwise, when and why. Nothing where nobody does. */
export function StatedNote({ headline, stated, zone, className }: StatedNoteProps) {
  if (!stated) return null;
  return (
    <div className={classNames("max-w-measure text-small text-ink-muted wrap-anywhere", className)}>
      <p className="text-ink-soft">{computedInWords(headline)}</p>
      <p>{statedInWords(stated, zone)}</p>
    </div>
  );
}
