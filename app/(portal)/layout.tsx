import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Shell } from "#components/layout/shell.tsx";
import { findAction } from "#lib/changes/actions.ts";
import { countChanges } from "#lib/changes/queries.ts";
import { may } from "#lib/core/access/authorize.ts";
import { pageActor } from "#lib/server/auth/page-actor.ts";
import { signOutAction } from "#lib/users/actions.ts";
import { roleNames } from "#lib/users/model.ts";
import { getOrganisation } from "#lib/users/queries.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { name } = await getOrganisation(await pageActor());
  return { title: { default: name, template: `%s · ${name}` }, robots: { index: false } };
}

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const actor = await pageActor();
  const [organisation, { count, more }] = await Promise.all([
    getOrganisation(actor),
    countChanges(actor, {}, 200),
  ]);
  return (
    <Shell
      organisation={organisation.name}
      sample={organisation.sample}
      me={{ name: actor.name, role: roleNames[actor.role] }}
      mayRecord={may(actor, "change.record")}
      counts={{ changes: count === 0 ? null : `${count}${more ? "+" : ""}` }}
      signOut={signOutAction}
      search={findAction}
    >
      {children}
    </Shell>
  );
}
