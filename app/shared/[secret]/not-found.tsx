import { Gate } from "#components/layout/gate.tsx";
import { ClosedDoor } from "#components/users/closed-door.tsx";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { getOrganisation } from "#lib/users/queries.ts";

/** The same for every address that shows nothing: nobody learns here which of them ever did. */
export default async function SharedNotFound() {
  const organisation = await getOrganisation(systemActor("shared link"));
  return (
    <Gate organisation={organisation.name}>
      <ClosedDoor
        title="This link shows nothing"
        reason="This link was revoked, has expired or is not whole. Ask for a new one."
      />
    </Gate>
  );
}
