import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Gate } from "#components/layout/gate.tsx";
import { GateHead } from "#components/layout/gate-head.tsx";
import { SignInForm } from "#components/users/sign-in-form.tsx";
import { safePath } from "#lib/core/access/safe-path.ts";
import { formToken } from "#lib/server/auth/form-token.ts";
import { findSessionActor } from "#lib/server/auth/session-actor.ts";
import { singleSignOnProvider } from "#lib/server/auth/single-sign-on.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { env } from "#lib/server/env.ts";
import { getOrganisation } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { to, callbackUrl, error } = await searchParams;
  const target = safePath([to, callbackUrl].flat()[0], env.BASE_URL);
  if (await findSessionActor()) redirect(target);
  const organisation = await getOrganisation(systemActor("sign-in"));
  return (
    <Gate organisation={organisation.name}>
      <GateHead title="Sign in">
        {!organisation.setUp &&
          "This portal is not set up yet. Open the set-up link that it printed when it was started."}
      </GateHead>
      <SignInForm
        formToken={await formToken()}
        to={target}
        refused={[error].flat()[0] ?? null}
        singleSignOn={singleSignOnProvider() !== null}
      />
      <p className="mt-6 text-small text-ink-soft">
        Forgot your password? An administrator can give you a link to choose a new one.
      </p>
    </Gate>
  );
}
