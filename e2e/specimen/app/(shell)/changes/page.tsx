import { ChangeFilters } from "#components/changes/change-filters.tsx";
import { ChangeList } from "#components/changes/change-list.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { specimenChanges } from "../../changes.ts";

export default function Changes() {
  return (
    <>
      <PageHeader
        title="Changes"
        actions={
          <LinkButton href="/changes/new" variant="primary" shortcut="C">
            Record a change
          </LinkButton>
        }
      />
      <ChangeFilters
        address={{ quarter: "2026-Q3" }}
        summary="14 changes"
        systems={[]}
        practices={[]}
        quarters={[{ key: "2026-Q3", label: "Q3 2026" }]}
      />
      <ChangeList
        changes={specimenChanges}
        zone="Africa/Johannesburg"
        sort={{ title: { href: "/", sorted: null }, applied: { href: "/", sorted: "descending" } }}
      />
    </>
  );
}
