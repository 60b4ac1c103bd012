import type { Metadata } from "next";
import { ArchiveItemForm } from "#components/roadmap/archive-item-form.tsx";
import { ItemFacts } from "#components/roadmap/item-facts.tsx";
import { ItemMoves } from "#components/roadmap/item-moves.tsx";
import { ItemProgress } from "#components/roadmap/item-progress.tsx";
import { ItemVoices } from "#components/roadmap/item-voices.tsx";
import { MoveItemForm } from "#components/roadmap/move-item-form.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { Section } from "#components/ui/section.tsx";
import { may } from "#lib/core/access/authorize.ts";
import { getItem, roadmapChoices } from "#lib/roadmap/queries.ts";
import { isPromised } from "#lib/roadmap/standing.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { readersZone } from "#lib/users/queries.ts";

export async function generateMetadata({ params }: PageProps<"/roadmap/[number]">): Promise<Metadata> {
  const item = await shown(getItem(await pageActor(), await params));
  return { title: `R-${item.number} ${item.title}` };
}

export default async function ItemPage({ params }: PageProps<"/roadmap/[number]">) {
  const actor = await pageActor();
  const item = await shown(getItem(actor, await params));
  const mayEdit = may(actor, "roadmap.edit");
  const [zone, choices] = await Promise.all([readersZone(actor), roadmapChoices(actor)]);
  return (
    <>
      <PageHeader
        title={item.title}
        crumbs={[{ label: "Roadmap", href: "/roadmap" }, { label: `R-${item.number}` }]}
        actions={
          mayEdit && (
            <LinkButton href={`/roadmap/${item.number}/edit`} shortcut="E">
              Edit
            </LinkButton>
          )
        }
      />
      {item.archived && (
        <div className="mt-6">
          <Callout>It was taken off the roadmap. Its moves and links are kept.</Callout>
        </div>
      )}
      <div className="mt-9 gap-14 xl:grid xl:grid-cols-[minmax(0,1fr)_var(--aside)]">
        <div className="min-w-0">
          {item.description && (
            <div className="mb-section">
              <Prose source={item.description} />
            </div>
          )}
          <ItemProgress item={item} mayEdit={mayEdit} mayRecord={may(actor, "change.record")} />
          <ItemVoices item={item} mayEdit={mayEdit} />
          {mayEdit && (
            <Section title="Move it" id="move">
              <MoveItemForm
                key={`${item.horizon} ${item.quarter}`}
                item={item}
                quarters={choices.quarters}
                current={choices.current}
              />
            </Section>
          )}
          <Section title="Moves" id="moves">
            <ItemMoves moves={item.moves} zone={zone} />
          </Section>
          {mayEdit && (
            <Section title={item.archived ? "Put it back" : "Take it off"} id="off">
              <ArchiveItemForm
                key={String(item.archived)}
                number={item.number}
                archived={item.archived}
                promised={isPromised(item, choices.current)}
              />
            </Section>
          )}
        </div>
        <aside aria-label="Facts" className="max-xl:mt-section">
          <ItemFacts item={item} zone={zone} />
        </aside>
      </div>
    </>
  );
}
