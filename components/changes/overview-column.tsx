import { FindingItem } from "#components/changes/finding-item.tsx";
import { SectionHead } from "#components/ui/section-head.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { statusNames } from "#lib/changes/model.ts";
import { isWithdrawn } from "#lib/changes/overview.ts";
import type { ChangeListItem } from "#lib/changes/schema.ts";
import type { ShownVerdict } from "#lib/core/outcome-words.ts";

type OverviewColumnProps = {
  title: string;
  changes: ChangeListItem[];
  /** The list behind it, when not all of it stands here. */
  href: string;
};

const SHOWN = 5;

/** A short list of findings that weaken the claim; it has the same page as the claim. */
export function OverviewColumn({ title, changes, href }: OverviewColumnProps) {
  if (changes.length === 0) return null;
  return (
    <section>
      <SectionHead title={title} />
      <ul>
        {changes.slice(0, SHOWN).map((change) => (
          <FindingItem
            key={change.number}
            outcome={markOf(change)}
            sentence={change.primary?.verdict.sentence ?? change.title}
          >
            {change.title}, {change.systemName}.{" "}
            <TextLink href={`/changes/${change.number}`} className="whitespace-nowrap">
              C-{change.number}
            </TextLink>
            {isWithdrawn(change) && (
              <>
                {" "}
                <Tag>{statusNames[change.status]}</Tag>
              </>
            )}
          </FindingItem>
        ))}
      </ul>
      {changes.length > SHOWN && (
        <p className="mt-3 text-small">
          <TextLink href={href}>All {changes.length}</TextLink>
        </p>
      )}
    </section>
  );
}

function markOf(change: ChangeListItem): ShownVerdict {
  return change.outcome === "none" ? "measuring" : change.outcome;
}
