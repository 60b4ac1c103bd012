import type { Metadata } from "next";
import { PageHeader } from "#components/ui/page-header.tsx";
import { FiscalYear } from "#components/users/fiscal-year.tsx";
import { OrganisationForm } from "#components/users/organisation-form.tsx";
import { SettingsNav } from "#components/users/settings-nav.tsx";
import { pageActor, requirePermission, shown } from "#lib/server/auth/page-actor.ts";
import { currencyNames } from "#lib/users/currency-names.ts";
import { fiscalCalendar, getOrganisation } from "#lib/users/queries.ts";
import { timeZoneNames } from "#lib/users/time-zone-names.ts";

export const metadata: Metadata = { title: "Organisation" };

export default async function OrganisationPage() {
  const actor = await pageActor();
  requirePermission(actor, "organisation.edit");
  return (
    <>
      <PageHeader title="Organisation" />
      <SettingsNav actor={actor} current="organisation" />
      <OrganisationForm
        organisation={await shown(getOrganisation(actor))}
        zones={timeZoneNames()}
        currencies={currencyNames()}
      />
      <FiscalYear calendar={await fiscalCalendar()} now={new Date()} />
    </>
  );
}
