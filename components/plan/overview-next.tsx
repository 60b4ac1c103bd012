import { EvidenceLink } from "#components/plan/evidence-link.tsx";
import type { NextWork } from "#lib/plan/next-work.ts";

type OverviewNextProps = {
  work: NextWork[];
  linked: boolean;
  /** How many have room on paper. */
  printed: number;
};

/** What the roadmap has for now and next, and what else is under way or planned. */
export function OverviewNext({ work, linked, printed }: OverviewNextProps) {
  return (
    <table className="table">
      <caption className="sr-only">Next</caption>
      <thead className="max-md:sr-only">
        <tr>
          <th scope="col">What</th>
          <th scope="col">How far</th>
          <th scope="col" className="max-md:hidden">
            Owner
          </th>
        </tr>
      </thead>
      <tbody>
        {work.map(({ reference, href, title, about, standing, owner }, index) => (
          <tr key={reference} data-row className={index < printed ? undefined : "print:hidden"}>
            <th scope="row">
              <EvidenceLink
                tone="plain"
                href={linked ? href : null}
                className="text-body font-medium wrap-anywhere"
              >
                {title}
              </EvidenceLink>
              <span className="block text-small text-ink-muted print:ml-2 print:inline">
                {[reference, about].filter(Boolean).join(" · ")}
              </span>
            </th>
            <td className="max-md:max-w-36">{standing}</td>
            <td className="fit max-md:hidden">{owner ?? "Nobody yet"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
