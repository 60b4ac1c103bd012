import type { Metadata } from "next";
import { Gate } from "#components/layout/gate.tsx";
import { GateHead } from "#components/layout/gate-head.tsx";
import { ClosedDoor } from "#components/users/closed-door.tsx";
import { InvitationForm } from "#components/users/invitation-form.tsx";
import { orRefusal } from "#lib/server/auth/page-actor.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { acceptInvitationAction } from "#lib/users/actions.ts";
import { getOrganisation, openInvitation } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitationPage({ searchParams }: PageProps<"/invitation">) {
  const token = [(await searchParams).token].flat()[0] ?? "";
  const visitor = systemActor("invitation");
  const { answer, refusal } = await orRefusal(openInvitation(visitor, { token }));
  return (
    <Gate organisation={(await getOrganisation(visitor)).name}>
      {answer ? (
        <>
          <GateHead
            title={answer.forPassword ? "Choose a password" : "You are invited"}
            note="This link works once."
          >
            {answer.forPassword
              ? "Your other sessions end when you continue."
              : `Choose a password to join the portal of ${answer.organisation}.`}
          </GateHead>
          <InvitationForm
            action={acceptInvitationAction}
            token={token}
            email={answer.email}
            name={answer.name}
          />
        </>
      ) : (
        <ClosedDoor title="This link does not work" reason={refusal} />
      )}
    </Gate>
  );
}
