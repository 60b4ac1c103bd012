import { RowTable } from "#components/ui/row-table.tsx";
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
    <RowTable
      caption="Shared links"
      columns={[{ title: "Shows" }, { title: "Made by" }, { title: "Ends" }, { title: "Opened", num: true }]}
      rows={links.map((link) => ({
        key: link.id,
        cells: [
          <span key="shows">
            {nameOf(link.shared)}
            <span className="block text-small font-normal text-ink-muted">{partsOf(link.shared)}</span>
          </span>,
          link.by,
          <Ending key="ends" link={link} zone={zone} />,
          link.opened.toLocaleString("en-GB"),
        ],
        end: link.state === "open" && (
          <RowForm
            action={revokeShareLinkAction}
            fields={{ id: link.id }}
            label="Revoke"
            accessibleLabel={`Revoke the link to ${nameOf(link.shared)} of ${link.by}`}
          />
        ),
      }))}
    />
  );
}

function Ending({ link, zone }: { link: ShareLinkRow; zone: string }) {
  if (link.state === "revoked") return "Revoked";
  return (
    <>
      {link.state === "expired" && "Ended "}
      <Timestamp at={link.expiresAt} zone={zone} />
    </>
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
