import type { Metadata } from "next";
import { AlertList } from "#components/alerts/alert-list.tsx";
import { ChangeCompanions } from "#components/changes/change-companions.tsx";
import { ChangeFacts } from "#components/changes/change-facts.tsx";
import { ChangeFinding } from "#components/changes/change-finding.tsx";
import { ChangeHistory } from "#components/changes/change-history.tsx";
import { ChangeMeasurements } from "#components/changes/change-measurements.tsx";
import { ChangeWatch } from "#components/changes/change-watch.tsx";
import { ChangeWorth } from "#components/changes/change-worth.tsx";
import { MeasurementProgress } from "#components/changes/measurement-progress.tsx";
import { MoveForm } from "#components/changes/move-form.tsx";
import { VoicesSection } from "#components/feedback/voices-section.tsx";
import { ChangeDecisions } from "#components/reviews/change-decisions.tsx";
import { LinkedItems } from "#components/roadmap/linked-items.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { Steps } from "#components/ui/steps.tsx";
import { alertsNearChange } from "#lib/alerts/queries.ts";
import { movesFrom } from "#lib/changes/model.ts";
import { changeCompany } from "#lib/changes/queries/change-company.ts";
import { changeHistory, getChange } from "#lib/changes/queries.ts";
import { changeSteps } from "#lib/changes/steps.ts";
import { may } from "#lib/core/access/authorize.ts";
import { voicesOfChange } from "#lib/feedback/queries/voices.ts";
import { decisionsOfChange } from "#lib/reviews/queries/decisions-of-change.ts";
import { itemsOfChange } from "#lib/roadmap/queries.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { readersZone } from "#lib/users/queries.ts";

export async function generateMetadata({ params }: PageProps<"/changes/[number]">): Promise<Metadata> {
  const change = await shown(getChange(await pageActor(), await params));
  return { title: `C-${change.number} ${change.title}` };
}

export default async function ChangePage({ params }: PageProps<"/changes/[number]">) {
  const actor = await pageActor();
  const change = await shown(getChange(actor, await params));
  const alerts = await shown(alertsNearChange(actor, { number: change.number }));
  const [history, company, voices, zone, items, decisions] = await Promise.all([
    changeHistory(actor, { number: change.number }),
    changeCompany(actor, { number: change.number }),
    voicesOfChange(actor, { change: change.number }),
    readersZone(actor),
    itemsOfChange(actor, { number: change.number }),
    decisionsOfChange(actor, { number: change.number }),
  ]);
  const address = `/changes/${change.number}`;
  return (
    <>
      <PageHeader
        title={change.title}
        crumbs={[{ label: "Changes", href: "/changes" }, { label: `C-${change.number}` }]}
        actions={
          <>
            {may(actor, "measurement.create") && (
              <LinkButton href={`${address}/evidence`}>Add evidence</LinkButton>
            )}
            {may(actor, "change.edit") && (
              <LinkButton href={`${address}/edit`} shortcut="E">
                Edit
              </LinkButton>
            )}
          </>
        }
      >
        <Steps label="Status" steps={changeSteps(change.status)} />
      </PageHeader>
      <div className="mt-9 gap-14 xl:grid xl:grid-cols-[minmax(0,1fr)_var(--aside)]">
        <div className="min-w-0">
          <ChangeFinding
            change={change}
            sharing={company.sharing}
            mayMeasure={may(actor, "measurement.create")}
          />
          <ChangeMeasurements change={change} zone={zone} />
          <ChangeWorth change={change} zone={zone} />
          <ChangeCompanions company={company} />
          <ChangeWatch change={change} zone={zone} />
          {alerts.length > 0 && (
            <Section title="Alerts near it" id="alerts">
              <AlertList alerts={alerts} zone={zone} />
            </Section>
          )}
          <MeasurementProgress change={change} zone={zone} mayMeasure={may(actor, "measurement.create")} />
          <VoicesSection voices={voices} />
          {may(actor, "change.move") && (
            <Section title="Move it on" id="move">
              <MoveForm number={change.number} moves={movesFrom(change.status)} />
            </Section>
          )}
          <Section title="History" id="history">
            <ChangeHistory entries={history} zone={zone} />
          </Section>
        </div>
        <aside aria-label="Facts" className="max-xl:mt-section">
          <ChangeFacts change={change} zone={zone} />
          <LinkedItems items={items} />
          <ChangeDecisions decisions={decisions} />
        </aside>
      </div>
    </>
  );
}
