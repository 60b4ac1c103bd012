import type { Metadata } from "next";
import { DecideForm } from "#components/reviews/decide-form.tsx";
import { ReviewComments } from "#components/reviews/review-comments.tsx";
import { ReviewProgress } from "#components/reviews/review-progress.tsx";
import { WalkChange } from "#components/reviews/walk-change.tsx";
import { WalkQueue } from "#components/reviews/walk-queue.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { oneOf } from "#lib/core/list-address.ts";
import { quarterLabel, quarterName, shiftQuarter } from "#lib/core/time.ts";
import { getWalk } from "#lib/reviews/queries/walk.ts";
import { teamQuery } from "#lib/reviews/team-rows.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { listPeople, readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Review" };

export default async function WalkPage({ params, searchParams }: PageProps<"/reviews/[quarter]/walk">) {
  const actor = await pageActor();
  requirePermission(actor, "review.decide");
  const { quarter } = await params;
  const asked = oneOf(await searchParams, ["change", "team"]);
  const walk = await shown(getWalk(actor, { quarter, ...asked }));
  const { team } = asked;
  const [people, zone] = await Promise.all([listPeople(actor), readersZone(actor)]);
  const address = `/reviews/${quarter}${teamQuery(team, "")}`;
  const to = (change: number | null) =>
    change === null ? null : `/reviews/${quarter}/walk?change=${change}${teamQuery(team, "?")}`;
  const quarters = [1, 2, 3, 4].map((steps) => shiftQuarter(quarter, steps));
  return (
    <>
      <PageHeader
        title={`Review of the ${quarterName(quarter).toLowerCase()}`}
        crumbs={[
          { label: "Reviews", href: "/reviews" },
          { label: quarterLabel(quarter), href: `/reviews/${quarter}` },
          ...(walk?.team ? [{ label: walk.team.name, href: address }] : []),
          { label: "Changes" },
        ]}
        actions={<LinkButton href={address}>Leave for now</LinkButton>}
      />
      {walk === null ? (
        <EmptyState
          title="No change to decide about"
          actions={<LinkButton href={address}>Back to the agenda</LinkButton>}
        >
          {team
            ? "None of this review's changes belongs to this team."
            : "Nothing was applied, rolled back or given up in this quarter, and nothing was left open before it."}
        </EmptyState>
      ) : (
        <div className="mt-8 gap-14 lg:grid lg:grid-cols-[17rem_minmax(0,1fr)] max-md:mt-5">
          <div>
            <ReviewProgress progress={walk.progress} position={walk.position} team={walk.team?.name} />
            <WalkQueue quarter={quarter} queue={walk.queue} team={team} current={walk.change.number} />
          </div>
          <article className="min-w-0 max-lg:mt-4">
            <WalkChange walk={walk} zone={zone} />
            {walk.refusal && (
              <div className="mt-7">
                <Callout tone="doubt">{walk.refusal}</Callout>
              </div>
            )}
            <DecideForm
              key={walk.change.number}
              quarter={quarter}
              change={walk.change.number}
              team={team}
              chosen={walk.decisions[0]?.decision}
              previousHref={to(walk.previous)}
              nextHref={to(walk.next)}
              people={people}
              quarters={quarters.map((key) => ({ key, label: quarterLabel(key) }))}
            />
            <Section title="Comments" id="comments">
              <ReviewComments
                comments={walk.comments}
                zone={zone}
                write={{ quarter, change: walk.change.number }}
              />
            </Section>
          </article>
        </div>
      )}
    </>
  );
}
