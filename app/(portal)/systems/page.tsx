import type { Metadata } from "next";
import { ObjectiveList } from "#components/systems/objective-list.tsx";
import { SystemList } from "#components/systems/system-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Section } from "#components/ui/section.tsx";
import { may } from "#lib/core/access/authorize.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { listObjectives, listSystems } from "#lib/systems/queries.ts";
import { readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Systems" };

export default async function SystemsPage({ searchParams }: PageProps<"/systems">) {
  const actor = await pageActor();
  const { cursor } = await searchParams;
  const systems = await shown(listSystems(actor, { cursor }));
  const objectives = await shown(listObjectives(actor, { limit: 200 }));
  const addSystem = may(actor, "system.create") && <LinkButton href="/systems/new">Add a system</LinkButton>;
  const addObjective = may(actor, "objective.create") && (
    <LinkButton href="/systems/objectives/new" variant="quiet">
      Add an objective
    </LinkButton>
  );
  return (
    <>
      <PageHeader title="Systems" actions={addSystem} />
      {systems.items.length > 0 ? (
        <div className="mt-6">
          <SystemList systems={systems.items} />
          <Pagination
            noun="systems"
            firstHref={cursor ? "/systems" : null}
            nextHref={systems.nextCursor && `/systems?cursor=${systems.nextCursor}`}
          />
        </div>
      ) : (
        <EmptyState title="No systems yet" actions={addSystem}>
          A system is what is optimized: a service, a site, a nightly run. Changes and metrics belong to one.
        </EmptyState>
      )}
      <Section title="Objectives" id="objectives" aside={addObjective}>
        {objectives.items.length > 0 ? (
          <ObjectiveList
            objectives={objectives.items}
            mayEdit={may(actor, "objective.edit")}
            zone={await readersZone(actor)}
          />
        ) : (
          <p className="mt-4 text-ink-soft">
            No objectives yet. An objective says what should be reached, as targets on metrics.
          </p>
        )}
      </Section>
    </>
  );
}
