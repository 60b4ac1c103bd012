"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { messageOfRefusal, refusalOfCode } from "#lib/core/access/sign-in-refusal.ts";

type SignInFormProps = {
  /** next-auth's form token: without it a post from another site would be taken. */
  formToken: string;
  /** Where to go on after signing in; a path of the portal. */
  to: string;
  /** The code of a refusal, when a plain post came back with one. */
  refused: string | null;
  singleSignOn: boolean;
};

/**
 * The way in: e-mail and password, or the organisation's own sign-on. Both are posts to next-auth and work without a
 * script; with one, a refusal keeps the page and what was typed.
 */
export function SignInForm({ formToken, to, refused, singleSignOn }: SignInFormProps) {
  const [code, setCode] = useState(refused);
  const [busy, setBusy] = useState(false);
  const ofProvider = code !== null && isOfProvider(code);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    setBusy(true);
    const answer = await post(form).catch(() => ({ code: "unreachable" }));
    if ("address" in answer) return window.location.assign(answer.address);
    setCode(answer.code);
    setBusy(false);
    const password = form.elements.namedItem("password");
    if (password instanceof HTMLInputElement) {
      password.value = "";
      password.focus();
    }
  };
  const hidden = (
    <>
      <input type="hidden" name="csrfToken" value={formToken} />
      <input type="hidden" name="callbackUrl" value={to} />
    </>
  );
  return (
    <>
      <form method="post" action="/api/auth/callback/credentials" aria-label="Sign in" onSubmit={send}>
        {hidden}
        <TextField id="email" label="E-mail" type="email" autoComplete="username" required autoFocus />
        <TextField
          id="password"
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          error={code && !ofProvider ? messageOf(code) : null}
        />
        <div className="mt-6">
          <Button type="submit" variant="primary" size="tall" wide aria-busy={busy || undefined}>
            {busy ? "Signing in" : "Sign in"}
          </Button>
        </div>
      </form>
      {singleSignOn && (
        <form method="post" action="/api/auth/signin/oidc" aria-label="Single sign-on" onSubmit={send}>
          <p className="my-6 flex items-center gap-4 text-small text-ink-muted before:h-px before:flex-1 before:bg-rule after:h-px after:flex-1 after:bg-rule">
            or
          </p>
          {hidden}
          {ofProvider && (
            <p role="alert" className="mb-4 border-l-3 border-danger pl-4 text-small font-medium text-danger">
              <span className="sr-only">Error: </span>
              {messageOf(code)}
            </p>
          )}
          <Button type="submit" size="tall" wide>
            Continue with single sign-on
          </Button>
        </form>
      )}
    </>
  );
}

/** What the provider's answer led to is no fault of the password. */
function isOfProvider(code: string): boolean {
  const kind = refusalOfCode(code)?.kind;
  return kind === "not-invited" || kind === "provider";
}

function messageOf(code: string): string {
  if (code === "unreachable") return "The portal could not be reached. Try again in a moment.";
  const refusal = refusalOfCode(code);
  return refusal ? messageOfRefusal(refusal) : "";
}

/** Sends a form to next-auth; where to go next, or the code of the refusal. */
async function post(form: HTMLFormElement): Promise<{ address: string } | { code: string }> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.set(name, value);
  body.set("json", "true");
  const response = await fetch(form.action, { method: "POST", body });
  const { url }: { url: string } = await response.json();
  const target = new URL(url, window.location.href);
  const code = target.pathname === "/api/auth/error" ? target.searchParams.get("error") : null;
  if (code) return { code };
  // The portal may be open under another of its names than the one it was told: stay on this one.
  const elsewhere = form.action.endsWith("/oidc") && !target.pathname.startsWith("/api/auth/");
  return { address: elsewhere ? url : `${target.pathname}${target.search}${target.hash}` };
}
