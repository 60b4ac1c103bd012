import { EvidenceLink } from "#components/plan/evidence-link.tsx";
import { statusNames } from "#lib/changes/model.ts";
import type { ChangeListItem } from "#lib/changes/schema.ts";

type OverviewNextProps = {
  changes: ChangeListItem[];
  linked: boolean;
  /** How many have room on paper. */
  printed: number;
};

/** What is under way and what is planned. */
export function OverviewNext({ changes, linked, printed }: OverviewNextProps) {
  return (
    <table className="table">
      <caption className="sr-only">Next</caption>
      <thead className="max-md:sr-only">
        <tr>
          <th scope="col">Change</th>
          <th scope="col">Status</th>
          <th scope="col" className="max-md:hidden">
            Owner
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change, index) => (
          <tr key={change.number} data-row className={index < printed ? undefined : "print:hidden"}>
            <th scope="row">
              <EvidenceLink
                tone="plain"
                href={linked ? `/changes/${change.number}` : null}
                className="text-body font-medium wrap-anywhere"
              >
                {change.title}
              </EvidenceLink>
              <span className="block text-small text-ink-muted print:ml-2 print:inline">
                {[`C-${change.number}`, change.practiceName, change.systemName].filter(Boolean).join(" · ")}
              </span>
            </th>
            <td className="fit">{statusNames[change.status]}</td>
            <td className="fit max-md:hidden">{change.owner?.name ?? "Nobody yet"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
