import { Table } from "#components/ui/table.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { RowForm } from "#components/users/row-form.tsx";
import { quarterLabel } from "#lib/core/time.ts";
import { revokeShareLinkAction } from "#lib/plan/actions.ts";
import type { Shared, ShareLinkRow } from "#lib/plan/schema.ts";
import { sharedPartNames } from "#lib/plan/shared-overview.ts";
import { roadmapPartNames } from "#lib/plan/shared-roadmap.ts";

/** Links that were made, with how often each was opened. */
export function ShareList({ links, zone }: { links: ShareLinkRow[]; zone: string }) {
  if (links.length === 0) return <p className="mt-4 text-ink-soft">Nothing has been shared yet.</p>;
  return (
    <Table caption="Shared links">
      <thead>
        <tr>
          <th scope="col">Shows</th>
          <th scope="col">Made by</th>
          <th scope="col">Ends</th>
          <th scope="col" className="num">
            Opened
          </th>
          <th scope="col" className="fit">
            <span className="sr-only">Action</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {links.map((link) => (
          <tr key={link.id}>
            <th scope="row">
              {nameOf(link.shared)}
              <span className="block text-small font-normal text-ink-muted">{partsOf(link.shared)}</span>
            </th>
            <td>{link.by}</td>
            <td>
              {link.state === "revoked" ? (
                "Revoked"
              ) : (
                <>
                  {link.state === "expired" && "Ended "}
                  <Timestamp at={link.expiresAt} zone={zone} />
                </>
              )}
            </td>
            <td className="num">{link.opened.toLocaleString("en-GB")}</td>
            <td className="fit">
              {link.state === "open" && (
                <RowForm
                  action={revokeShareLinkAction}
                  fields={{ id: link.id }}
                  label="Revoke"
                  accessibleLabel={`Revoke the link to ${nameOf(link.shared)} of ${link.by}`}
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function nameOf(shared: Shared): string {
  return shared.what === "roadmap" ? "Roadmap" : quarterLabel(shared.quarter);
}

function partsOf(shared: Shared): string {
  if (shared.what === "roadmap") {
    return shared.parts.map((part) => roadmapPartNames[part]).join(", ") || "Titles and quarters alone";
  }
  return shared.parts.map((part) => sharedPartNames[part]).join(", ") || "Results alone";
}
