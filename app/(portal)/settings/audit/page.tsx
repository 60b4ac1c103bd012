import type { Metadata } from "next";
import { Suspense } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { AuditFilters, auditAddressNames, auditPath as path } from "#components/users/audit-filters.tsx";
import { AuditList } from "#components/users/audit-list.tsx";
import { VerificationResult, VerifyForm } from "#components/users/audit-verification.tsx";
import { SettingsNav } from "#components/users/settings-nav.tsx";
import type { Actor } from "#lib/core/access/actor.ts";
import { listHref, oneOf } from "#lib/core/list-address.ts";
import { listAudit, listAuditActions } from "#lib/server/audit/list-audit.ts";
import { verifyAudit } from "#lib/server/audit/verify-audit.ts";
import { orRefusal, pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({ searchParams }: PageProps<"/settings/audit">) {
  const actor = await pageActor();
  requirePermission(actor, "audit.view");
  const params = await searchParams;
  const address = oneOf(params, auditAddressNames);
  const { verify, expect } = oneOf(params, ["verify", "expect"]);
  const { q, cursor, ...filter } = address;
  const asked = { ...filter, ...(q ? { actor: q } : {}) };
  const [events, actions, zone] = await Promise.all([
    orRefusal(listAudit(actor, { ...asked, ...(cursor ? { cursor } : {}) })),
    shown(listAuditActions(actor)),
    readersZone(actor),
  ]);
  const exported = (format: string) => `/api/v1/audit/export?${new URLSearchParams({ ...asked, format })}`;
  return (
    <>
      <PageHeader title="Audit log">
        Every write leaves a row, chained to the one before it by its hash. Rows are never changed or removed.
      </PageHeader>
      <SettingsNav actor={actor} current="audit" />
      <Section title="Is it whole?" space="block">
        <Suspense
          key={`${verify} ${expect}`}
          fallback={
            <>
              <VerifyForm expect={expect ?? ""} refusal={null} />
              <Skeleton what="the result" />
            </>
          }
        >
          <Verification actor={actor} asked={verify !== undefined} expect={expect ?? ""} zone={zone} />
        </Suspense>
      </Section>
      <Section title="What was written">
        <AuditFilters
          address={address}
          actions={actions.items}
          summary={
            events.answer
              ? `${events.answer.items.length}${events.answer.nextCursor ? " and more" : ""} rows`
              : ""
          }
          now={new Date()}
        />
        {events.answer === null ? (
          <EmptyState title="This filter cannot be read">{events.refusal}</EmptyState>
        ) : events.answer.items.length === 0 ? (
          <EmptyState title="Nothing matches">No row of the log fits this filter.</EmptyState>
        ) : (
          <div className="mt-6">
            <AuditList
              events={events.answer.items}
              zone={zone}
              hrefOf={(change) => listHref(path, address, change)}
            />
            <Pagination
              noun="rows"
              firstHref={cursor ? listHref(path, address, {}) : null}
              nextHref={
                events.answer.nextCursor && listHref(path, address, { cursor: events.answer.nextCursor })
              }
            />
            <div className="mt-6 flex flex-wrap items-center gap-3 print:hidden">
              <LinkButton href={exported("csv")} download>
                Export as CSV
              </LinkButton>
              <LinkButton href={exported("jsonl")} download>
                Export as JSON lines
              </LinkButton>
              <span className="text-small text-ink-muted">
                All rows of this filter, with a manifest. Exports are logged.
              </span>
            </div>
          </div>
        )}
      </Section>
    </>
  );
}

type VerificationProps = { actor: Actor; asked: boolean; expect: string; zone: string };

async function Verification({ actor, asked, expect, zone }: VerificationProps) {
  if (!asked) return <VerifyForm expect={expect} refusal={null} />;
  const { answer, refusal } = await orRefusal(verifyAudit(actor, expect ? { expect } : {}));
  return (
    <>
      <VerifyForm expect={expect} refusal={refusal} />
      {answer && <VerificationResult result={answer} zone={zone} />}
    </>
  );
}
