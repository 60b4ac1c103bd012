import type { Metadata } from "next";
import { ChangeForm } from "#components/changes/change-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { appliedAsTyped } from "#lib/changes/change-form.ts";
import { oneOf } from "#lib/core/list-address.ts";
import { changeFormChoices } from "#lib/plan/queries.ts";
import { getItem } from "#lib/roadmap/queries.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";

export const metadata: Metadata = { title: "Record a change" };

export default async function NewChangePage({ searchParams }: PageProps<"/changes/new">) {
  const actor = await pageActor();
  requirePermission(actor, "change.record");
  const { roadmapItem, system, at } = oneOf(await searchParams, ["roadmapItem", "system", "at"]);
  const item = roadmapItem ? await shown(getItem(actor, { number: roadmapItem })) : null;
  const forItem = item
    ? { number: item.number, title: item.title, system: item.system, expected: item.expected }
    : undefined;
  const { zone, ...choices } = await changeFormChoices(actor);
  const began =
    at && Number.isFinite(Date.parse(at)) ? { appliedAt: at, rolloutStart: null, rolloutEnd: null } : null;
  return (
    <>
      <PageHeader
        title="Record a change"
        crumbs={[{ label: "Changes", href: "/changes" }, { label: "Record a change" }]}
      >
        Four answers are enough. Everything else can come later.
      </PageHeader>
      <ChangeForm
        {...choices}
        forItem={forItem}
        ofSystem={system}
        applied={began ? appliedAsTyped(began, zone) : undefined}
        me={actor.email}
      />
    </>
  );
}
