import type { Metadata } from "next";
import { OverviewPage } from "#components/plan/overview-page.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { countChanges } from "#lib/changes/queries.ts";
import { may } from "#lib/core/access/authorize.ts";
import { oneOf } from "#lib/core/list-address.ts";
import { formatRange, quarterRange } from "#lib/core/time.ts";
import { getOverview } from "#lib/plan/queries/overview.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { fiscalCalendar, readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Overview" };

export default async function Overview({ searchParams }: PageProps<"/">) {
  const actor = await pageActor();
  const now = new Date();
  const { count } = await countChanges(actor, {}, 1);
  if (count === 0) return <FirstTime mayRecord={may(actor, "change.record")} />;
  const overview = await shown(getOverview(actor, oneOf(await searchParams, ["quarter"]), now));
  const [calendar, zone] = await Promise.all([fiscalCalendar(), readersZone(actor)]);
  return (
    <OverviewPage
      overview={overview}
      period={formatRange(quarterRange(overview.quarter.key, calendar), calendar.timeZone)}
      zone={zone}
      now={now}
      ownWords={
        may(actor, "quarter.state") &&
        new Date(overview.quarter.from) <= now && (
          <TextLink href={`/reviews/${overview.quarter.key}/statement`}>
            {overview.stated ? "State it otherwise" : "State it in your own words"}
          </TextLink>
        )
      }
      actions={
        <>
          {may(actor, "share.create") && (
            <LinkButton href={`/settings/sharing?quarter=${overview.quarter.key}`}>Share</LinkButton>
          )}
          <LinkButton href={`/plan?quarter=${overview.quarter.key}`}>Open the plan</LinkButton>
        </>
      }
    />
  );
}

function FirstTime({ mayRecord }: { mayRecord: boolean }) {
  return (
    <>
      <PageHeader title="Overview" />
      <EmptyState
        title="No changes recorded yet"
        actions={
          mayRecord && (
            <LinkButton href="/changes/new" variant="primary" shortcut="C">
              Record a change
            </LinkButton>
          )
        }
      >
        {mayRecord
          ? "Record the last thing you changed, even if it was weeks ago. Title, area, system and date are enough."
          : "As soon as a lead records a change and its evidence, this page says what got better, what got worse, and what nobody can tell yet."}
      </EmptyState>
    </>
  );
}
