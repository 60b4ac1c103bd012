import type { Metadata } from "next";
import { ForbiddenState } from "#components/layout/forbidden-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { findSessionActor } from "#lib/server/auth/session-actor.ts";
import { roleNames } from "#lib/users/model.ts";

export const metadata: Metadata = { title: "Not for your role" };

export default async function PortalForbidden() {
  const actor = await findSessionActor();
  return (
    <ForbiddenState
      title="This is for other roles"
      who={actor && { name: actor.name, role: roleNames[actor.role] }}
      actions={<LinkButton href="/">Go to the overview</LinkButton>}
    >
      You can read everything that is published. An administrator can give you another role.
    </ForbiddenState>
  );
}
