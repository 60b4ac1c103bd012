import type { ReactNode } from "react";
import { ForbiddenState } from "#components/layout/forbidden-state.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ProgressLine } from "#components/ui/progress-line.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function States() {
  return (
    <>
      <PageHeader title="States of a list">Each stands where the list would begin.</PageHeader>
      <div className="mt-4 grid gap-x-14 gap-y-16 md:grid-cols-2">
        <State name="Empty, first time">
          <EmptyState
            title="No changes recorded yet"
            actions={
              <>
                <LinkButton href="/record" variant="primary">
                  Record a change
                </LinkButton>
                <LinkButton href="/record">Read in a plan document</LinkButton>
              </>
            }
          >
            Record the last thing you changed, even if it was weeks ago. Title, area, system and date are
            enough.
          </EmptyState>
        </State>
        <State name="Empty, filtered">
          <EmptyState
            title="Nothing matches"
            actions={
              <>
                <LinkButton href="/">Remove Outcome: Regressed</LinkButton>
                <LinkButton href="/" variant="quiet">
                  Clear all filters
                </LinkButton>
              </>
            }
          >
            No change in Q3 2026 is both Regressed and in Code. There are 14 changes in the quarter.
          </EmptyState>
        </State>
        <State name="Loading, shown after 300 ms">
          <Skeleton what="changes" rows={4} />
        </State>
        <State name="Long work">
          <EmptyState title="Importing 48,210 samples">
            You can leave this page. The verdict is read as soon as the samples are in.
            <div className="mt-5">
              <ProgressLine
                label="Reading royalty-sept.ndjson"
                done={31400}
                total={48210}
                note="About 20 seconds left"
                action={<Button variant="quiet">Cancel</Button>}
              />
            </div>
          </EmptyState>
        </State>
        <State name="Forbidden">
          <ForbiddenState
            title="Only reviewers can sign"
            who={{ name: "Lerato Mabaso", role: "Lead" }}
            actions={<LinkButton href="/">Read the review</LinkButton>}
          >
            You can read the review and add notes to your own changes.
          </ForbiddenState>
        </State>
      </div>
    </>
  );
}

function State({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="border-t border-rule-head pt-2.5">
      <p className="text-micro text-ink-muted">{name}</p>
      {children}
    </div>
  );
}
