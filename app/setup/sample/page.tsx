import type { Metadata } from "next";
import { Gate } from "#components/layout/gate.tsx";
import { GateHead } from "#components/layout/gate-head.tsx";
import { LoadSampleForm } from "#components/users/load-sample-form.tsx";
import { pageActor, requirePermission } from "#lib/server/auth/page-actor.ts";
import { getOrganisation } from "#lib/users/queries.ts";
import { loadSampleAction } from "./actions.ts";

export const metadata: Metadata = { title: "The sample plan" };

export default async function SamplePage() {
  const actor = await pageActor();
  requirePermission(actor, "sample.load");
  return (
    <Gate organisation={(await getOrganisation(actor)).name}>
      <GateHead title="The sample plan" note="You are signed in.">
        SayPro’s plan with its changes and their evidence. All of its numbers are simulated and say so.
      </GateHead>
      <LoadSampleForm action={loadSampleAction} />
    </Gate>
  );
}
