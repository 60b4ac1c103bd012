import { SectionHead } from "#components/ui/section-head.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { quarterLabel } from "#lib/core/time.ts";
import { markNames } from "#lib/reviews/model.ts";
import type { ReviewedDecision } from "#lib/reviews/queries/decisions-of-change.ts";

/** Beside a change: what reviews decided about it. */
export function ChangeDecisions({ decisions }: { decisions: ReviewedDecision[] }) {
  if (decisions.length === 0) return null;
  return (
    <section className="mt-9">
      <SectionHead title="Reviewed" level={3} />
      <ul className="text-small">
        {decisions.map((decision) => (
          <li key={decision.id} className="border-b border-rule py-2 wrap-anywhere">
            <TextLink
              href={`/reviews/${decision.quarter}${decision.signed ? `?version=${decision.version}` : ""}`}
            >
              {quarterLabel(decision.quarter)}
            </TextLink>
            : <b className="font-medium">{markNames[decision.decision]}</b>
            <span className="text-ink-muted">
              {decision.signed ? `, ${decision.by}` : ", review still open"}
            </span>
            {decision.note && <span className="block text-ink-soft">{decision.note}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
