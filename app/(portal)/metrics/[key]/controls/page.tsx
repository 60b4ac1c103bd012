import type { Metadata } from "next";
import { Suspense } from "react";
import { ControlTable } from "#components/metrics/control-table.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { injectedEffect } from "#lib/changes/metric-controls.ts";
import { controlsOf } from "#lib/changes/queries/metric-overview.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { formatPercent } from "#lib/core/units.ts";
import { counted } from "#lib/core/words.ts";
import { getMetric } from "#lib/metrics/queries.ts";
import type { Metric } from "#lib/metrics/schema.ts";
import { orRefusal, pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Can a verdict be trusted?" };

export default async function ControlsPage({ params }: PageProps<"/metrics/[key]/controls">) {
  const actor = await pageActor();
  const metric = await shown(getMetric(actor, await params));
  const effect =
    metric.kind === "ratio" ? "half of what is missing to the best" : formatPercent(injectedEffect);
  return (
    <>
      <PageHeader
        title="Can a verdict be trusted?"
        crumbs={[
          { label: "Metrics", href: "/metrics" },
          { label: metric.name, href: `/metrics/${metric.key}` },
          { label: "Controls" },
        ]}
      >
        The history of {metric.name} is asked at up to twelve places where nothing was changed. By itself it
        must say nothing; made better by {effect} from there on, the change must be found.
      </PageHeader>
      <Suspense fallback={<Skeleton what="the controls" />}>
        <Controls actor={actor} metric={metric} zone={await readersZone(actor)} />
      </Suspense>
    </>
  );
}

async function Controls({ actor, metric, zone }: { actor: UserActor; metric: Metric; zone: string }) {
  const { answer, refusal } = await orRefusal(controlsOf(actor, { key: metric.key }));
  if (refusal !== null) {
    return (
      <div className="mt-block">
        <Callout tone="bad" title="The history could not be read">
          {refusal}
        </Callout>
      </div>
    );
  }
  if (answer === null) {
    return (
      <p className="mt-block max-w-measure text-ink-soft">
        The history is too short to be asked: it must hold at least nine windows and 216 points, with a
        stretch in which nothing was changed.
      </p>
    );
  }
  const { places, falseCalls, foundCalls, windowDays } = answer;
  const window =
    windowDays >= 1
      ? counted(Math.round(windowDays), "day", "days")
      : counted(Math.round(windowDays * 24), "hour", "hours");
  return (
    <>
      <div className="mt-block">
        <Callout tone={falseCalls > 1 ? "bad" : foundCalls === places.length ? "info" : "note"}>
          <p>
            By itself it called a change at {falseCalls} of {places.length} places. With the effect put in it
            found it at {foundCalls} of {places.length}, comparing {window} a side.
          </p>
        </Callout>
      </div>
      <div className="mt-6 max-w-200">
        <ControlTable controls={answer} zone={zone} />
      </div>
    </>
  );
}
