import type { Metadata } from "next";
import { PlanPage } from "#components/plan/plan-page.tsx";
import { may } from "#lib/core/access/authorize.ts";
import { oneOf } from "#lib/core/list-address.ts";
import { latestQuarters } from "#lib/core/time.ts";
import { getPlanDocument } from "#lib/plan/queries.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { fiscalCalendar } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Plan" };

export default async function Plan({ searchParams }: PageProps<"/plan">) {
  const actor = await pageActor();
  const { quarter } = oneOf(await searchParams, ["quarter"]);
  const document = await shown(getPlanDocument(actor, quarter ? { quarter } : {}));
  const quarters = latestQuarters(new Date(), await fiscalCalendar(), 4).toReversed();
  return (
    <PlanPage
      document={document}
      quarter={quarter}
      quarters={quarters}
      mayWrite={may(actor, "narrative.edit")}
      mayReadIn={may(actor, "plan.read-in")}
    />
  );
}
