import { FindingItem } from "#components/changes/finding-item.tsx";
import { EvidenceLink } from "#components/plan/evidence-link.tsx";
import { SectionHead } from "#components/ui/section-head.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { statusNames } from "#lib/changes/model.ts";
import { isWithdrawn } from "#lib/changes/overview.ts";
import type { ChangeListItem } from "#lib/changes/schema.ts";
import type { ShownVerdict } from "#lib/core/outcome-words.ts";
import type { OverviewPart, OverviewResult } from "#lib/plan/overview-schema.ts";

type OverviewColumnProps = {
  title: string;
  part: OverviewPart;
  /** The list behind it, when not all of it stands here; null on a shared page. */
  href: string | null;
  /** How many have room on paper. */
  printed: number;
};

/** As many side by side as there are: nothing stays empty for a column that is not there. */
export const overviewColumns =
  "grid gap-x-10 gap-y-section md:grid-cols-[repeat(auto-fit,minmax(15rem,1fr))] print:grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] print:gap-x-5";

/** A short list of findings that weaken the claim; it has the same page as the claim. */
export function OverviewColumn({ title, part: { count, results }, href, printed }: OverviewColumnProps) {
  if (count === 0) return null;
  return (
    <section>
      <SectionHead title={title} />
      <ul>
        {results.map((result, index) => (
          <ResultItem
            key={result.change.number}
            result={result}
            linked={href !== null}
            printed={index < printed}
          />
        ))}
      </ul>
      {count > results.length && (
        <p className="mt-3 text-small print:hidden">
          <EvidenceLink href={href}>All {count.toLocaleString("en-GB")}</EvidenceLink>
        </p>
      )}
      <MoreInPortal count={count - printed} />
    </section>
  );
}

/** A result as its sentence, with what became of it and the way to its evidence. */
export function ResultItem(props: { result: OverviewResult; linked: boolean; printed: boolean }) {
  const { change, sharedWith } = props.result;
  return (
    <FindingItem
      outcome={markOf(change)}
      sentence={change.primary?.verdict.sentence ?? change.title}
      printed={props.printed}
    >
      {change.title && <span className="max-md:hidden print:hidden">{change.title}, </span>}
      {change.systemName && `${change.systemName}. `}
      <EvidenceLink href={props.linked ? `/changes/${change.number}` : null} className="whitespace-nowrap">
        C-{change.number}
      </EvidenceLink>
      {sharedWith.length > 0 && `, with ${sharedWith.map((number) => `C-${number}`).join(", ")}`}
      {isWithdrawn(change) && (
        <>
          {" "}
          <Tag>{statusNames[change.status]}</Tag>
        </>
      )}
    </FindingItem>
  );
}

/** On paper, where a page is all there is: how much of a list is not on it. */
export function MoreInPortal({ count }: { count: number }) {
  if (count <= 0) return null;
  return (
    <p className="hidden text-micro text-ink-muted print:mt-1 print:block">
      And {count.toLocaleString("en-GB")} more in the portal.
    </p>
  );
}

function markOf(change: ChangeListItem): ShownVerdict {
  return change.outcome === "none" ? "measuring" : change.outcome;
}
