import type { Metadata } from "next";
import { Gate } from "#components/layout/gate.tsx";
import { GateHead } from "#components/layout/gate-head.tsx";
import { ClosedDoor } from "#components/users/closed-door.tsx";
import { SetUpForm } from "#components/users/set-up-form.tsx";
import { orRefusal } from "#lib/server/auth/page-actor.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { setUpAction } from "#lib/users/actions.ts";
import { checkSetupLink } from "#lib/users/commands/set-up-portal.ts";

export const metadata: Metadata = { title: "Set up" };

export default async function SetUpPage({ searchParams }: PageProps<"/setup">) {
  const token = [(await searchParams).token].flat()[0] ?? "";
  const { refusal } = await orRefusal(checkSetupLink(systemActor("set-up"), { token }));
  return (
    <Gate organisation="Optimization Portal">
      {refusal === null ? (
        <>
          <GateHead title="Set up the portal" note="This link works once.">
            You become the first administrator.
          </GateHead>
          <SetUpForm action={setUpAction} token={token} />
        </>
      ) : (
        <ClosedDoor title="This link does not work" reason={refusal} />
      )}
    </Gate>
  );
}
