import type { Metadata } from "next";
import { QuarterVerdict } from "#components/reviews/quarter-verdict.tsx";
import { StatementForm } from "#components/reviews/statement-form.tsx";
import { StatementList } from "#components/reviews/statement-list.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { quarterLabel } from "#lib/core/time.ts";
import { getQuarterVerdict, listStatements } from "#lib/reviews/queries/statements.ts";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "State the quarter" };

export default async function StatementPage({ params }: PageProps<"/reviews/[quarter]/statement">) {
  const actor = await pageActor();
  requirePermission(actor, "quarter.state");
  const { quarter } = await params;
  const { headline, stated, refusal } = await shown(getQuarterVerdict(actor, { quarter }));
  const { items: statements } = await shown(listStatements(actor, { quarter, limit: 100 }));
  const zone = await readersZone(actor);
  return (
    <>
      <PageHeader
        title={`What ${quarterLabel(quarter)} amounts to`}
        crumbs={[{ label: "Overview", href: `/?quarter=${quarter}` }, { label: quarterLabel(quarter) }]}
        actions={<LinkButton href={`/?quarter=${quarter}`}>Open the overview</LinkButton>}
      >
        The headline is computed from the verdicts. You may put your own words before it; both are shown.
      </PageHeader>
      <QuarterVerdict headline={headline} stated={stated} zone={zone} />
      <Section title={refusal ? "Not now" : "State it in your own words"} space="block">
        {refusal ? (
          <p className="mt-4 max-w-measure text-ink-soft">{refusal}</p>
        ) : (
          <StatementForm quarter={quarter} words={stated?.words ?? null} />
        )}
      </Section>
      {statements.length > 0 && (
        <Section title="Stated so far">
          <StatementList statements={statements} zone={zone} />
        </Section>
      )}
    </>
  );
}
