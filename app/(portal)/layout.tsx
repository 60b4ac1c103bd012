import type { ReactNode } from "react";
import { Shell } from "#components/layout/shell.tsx";
import { may } from "#lib/core/access/authorize.ts";
import { findAction } from "#lib/plan/actions.ts";
import { pageActor } from "#lib/server/auth/page-actor.ts";
import { signOutAction } from "#lib/users/actions.ts";
import { roleNames } from "#lib/users/model.ts";
import { countUnread } from "#lib/users/queries/notifications.ts";
import { getOrganisation } from "#lib/users/queries.ts";

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const actor = await pageActor();
  const [organisation, unread] = await Promise.all([getOrganisation(actor), countUnread(actor)]);
  return (
    <Shell
      organisation={organisation.name}
      sample={organisation.sample}
      me={{ name: actor.name, role: roleNames[actor.role] }}
      counts={{ unread }}
      mayRecord={may(actor, "change.record")}
      signOut={signOutAction}
      search={findAction}
    >
      {children}
    </Shell>
  );
}
