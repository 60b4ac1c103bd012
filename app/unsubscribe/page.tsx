import type { Metadata } from "next";
import { Gate } from "#components/layout/gate.tsx";
import { GateHead } from "#components/layout/gate-head.tsx";
import { ClosedDoor } from "#components/users/closed-door.tsx";
import { UnsubscribeForm } from "#components/users/unsubscribe-form.tsx";
import { orRefusal } from "#lib/server/auth/page-actor.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { unsubscribeAction } from "#lib/users/actions.ts";
import { readUnsubscribing } from "#lib/users/commands/unsubscribe.ts";
import { unsubscribedInWords } from "#lib/users/notification-mail.ts";
import { getOrganisation } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "End mails", robots: { index: false, follow: false } };

export default async function UnsubscribePage({ searchParams }: PageProps<"/unsubscribe">) {
  const token = [(await searchParams).token].flat()[0] ?? "";
  const visitor = systemActor("unsubscribe");
  const { answer, refusal } = await orRefusal(readUnsubscribing(visitor, { token }));
  return (
    <Gate organisation={(await getOrganisation(visitor)).name}>
      {answer ? (
        <>
          <GateHead title="End these mails?" note={answer.email}>
            You will get no more {unsubscribedInWords(answer.what)}.
          </GateHead>
          <UnsubscribeForm
            action={unsubscribeAction}
            token={token}
            what={unsubscribedInWords(answer.what)}
            email={answer.email}
          />
        </>
      ) : (
        <ClosedDoor title="This address does not work" reason={refusal} />
      )}
    </Gate>
  );
}
