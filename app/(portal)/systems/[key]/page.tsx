import type { Metadata } from "next";
import { RatedOf } from "#components/feedback/rating-bars.tsx";
import { RatingForm } from "#components/feedback/rating-form.tsx";
import { MetricList } from "#components/metrics/metric-list.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { may } from "#lib/core/access/authorize.ts";
import { teamKeyOf } from "#lib/core/team.ts";
import { getRating } from "#lib/feedback/queries/voices.ts";
import { listMetrics } from "#lib/metrics/queries.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { getSystem } from "#lib/systems/queries.ts";

export async function generateMetadata({ params }: PageProps<"/systems/[key]">): Promise<Metadata> {
  return { title: (await shown(getSystem(await pageActor(), await params))).name };
}

export default async function SystemPage({ params }: PageProps<"/systems/[key]">) {
  const actor = await pageActor();
  const system = await shown(getSystem(actor, await params));
  const [metrics, rating] = await Promise.all([
    shown(listMetrics(actor, { system: system.key, limit: 200 })),
    shown(getRating(actor, { system: system.key })),
  ]);
  return (
    <>
      <PageHeader
        title={system.name}
        crumbs={[{ label: "Systems", href: "/systems" }, { label: system.name }]}
        actions={
          <>
            <LinkButton href={`/feedback/new?about=system:${system.key}`} variant="quiet">
              Say what is slow
            </LinkButton>
            {may(actor, "system.edit") && <LinkButton href={`/systems/${system.key}/edit`}>Edit</LinkButton>}
          </>
        }
      >
        <span className="font-mono text-small">{system.key}</span>
        {system.team && (
          <>
            {" · "}
            <TextLink href={`/changes?${new URLSearchParams({ team: teamKeyOf(system.team) })}`}>
              {system.team}
            </TextLink>
          </>
        )}{" "}
        {system.archived && <Tag>Archived</Tag>}
      </PageHeader>
      {system.description && (
        <div className="mt-block max-w-measure">
          <Prose source={system.description} />
        </div>
      )}
      <Section title="Metrics" id="metrics">
        {metrics.items.length > 0 ? (
          <MetricList metrics={metrics.items} />
        ) : (
          <p className="mt-4 text-ink-soft">Nothing is measured here yet.</p>
        )}
      </Section>
      <Section title="How people rate it" id="ratings">
        <RatedOf rating={rating} />
        <RatingForm system={system.key} name={system.name} mine={rating.mine} />
      </Section>
      <p className="mt-block">
        <TextLink href={`/changes?system=${system.key}`}>Changes to {system.name}</TextLink> ·{" "}
        <TextLink href={`/feedback?system=${system.key}`}>Feedback on {system.name}</TextLink>
      </p>
    </>
  );
}
