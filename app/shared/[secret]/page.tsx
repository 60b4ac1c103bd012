import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SampleNotice } from "#components/layout/sample-notice.tsx";
import { OverviewPage } from "#components/plan/overview-page.tsx";
import { SharedRoadmap } from "#components/plan/shared-roadmap.tsx";
import type { Actor } from "#lib/core/access/actor.ts";
import { formatDate, formatRange } from "#lib/core/time.ts";
import { openShareLink, type SharedView } from "#lib/plan/queries/share-links.ts";
import { orRefusal } from "#lib/server/auth/page-actor.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { getOrganisation } from "#lib/users/queries.ts";

export const metadata: Metadata = {
  title: "Shared page",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

export default async function SharedPage({ params }: PageProps<"/shared/[secret]">) {
  const { secret } = await params;
  const visitor = systemActor("shared link");
  const organisation = await getOrganisation(visitor);
  const now = new Date();
  const answer = await openedOrNotFound(visitor, secret, now);
  return (
    <main className="mx-auto max-w-content px-gutter pb-20 print:pb-0">
      {(answer.what === "roadmap" ? answer.roadmap : answer.overview).simulated && <SampleNotice />}
      <p className="pt-6 text-small text-ink-muted print:hidden">
        <b className="font-strong text-ink">{organisation.name}</b>. Shared by {answer.by}, to read until{" "}
        {formatDate(new Date(answer.expiresAt), organisation.timeZone)}.
      </p>
      {answer.what === "roadmap" ? (
        <SharedRoadmap roadmap={answer.roadmap} />
      ) : (
        <OverviewPage
          overview={answer.overview}
          period={formatRange(periodOf(answer.overview.quarter), organisation.timeZone)}
          zone={organisation.timeZone}
          now={now}
          shared
        />
      )}
    </main>
  );
}

/** What has ended, and what never was, is not there: the page for that stands beside this one. */
async function openedOrNotFound(visitor: Actor, secret: string, now: Date): Promise<SharedView> {
  const { answer } = await orRefusal(openShareLink(visitor, { secret }, now));
  return answer ?? notFound();
}

function periodOf({ from, to }: { from: string; to: string }) {
  return { from: new Date(from), to: new Date(to) };
}
