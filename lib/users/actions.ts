"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "#lib/core/form-state.ts";
import { findSessionActor, sessionActor } from "#lib/server/auth/session-actor.ts";
import { signInBrowser, signOutBrowser } from "#lib/server/auth/signed-in-browser.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { env } from "#lib/server/env.ts";
import { answerForm, textOf } from "#lib/server/form-action.ts";
import { acceptInvitation } from "#lib/users/commands/accept-invitation.ts";
import { createToken, revokeToken } from "#lib/users/commands/create-token.ts";
import { changePassword, editAccount } from "#lib/users/commands/edit-account.ts";
import { editOrganisation } from "#lib/users/commands/edit-organisation.ts";
import { editPreferences } from "#lib/users/commands/edit-preferences.ts";
import { changeRole, disableUser, enableUser } from "#lib/users/commands/edit-user.ts";
import { endAllSessions, endSession } from "#lib/users/commands/end-session.ts";
import { createPasswordLink, inviteUser, revokeInvitation } from "#lib/users/commands/invite-user.ts";
import { markRead } from "#lib/users/commands/read-notifications.ts";
import { setUpPortal } from "#lib/users/commands/set-up-portal.ts";
import { tryNotification } from "#lib/users/commands/try-notification.ts";
import { unsubscribe } from "#lib/users/commands/unsubscribe.ts";
import { notificationEvents } from "#lib/users/notification-events.ts";

/** Makes the first admin, signs this browser in, and goes on to what the admin wants to begin with. */
export async function setUpAction(previous: FormState, form: FormData): Promise<FormState> {
  const fields = textsOf(form, "token", "organisation", "name", "email", "password", "timeZone", "start");
  const state = await answerForm(previous, form, async () => {
    const { userId } = await setUpPortal(systemActor("set-up"), fields);
    await signInBrowser(userId, "one-time-link");
  });
  if (!state.done) return state;
  redirect(fields.start === "sample" ? "/setup/sample" : "/");
}

export async function acceptInvitationAction(previous: FormState, form: FormData): Promise<FormState> {
  const state = await answerForm(previous, form, async () => {
    const fields = textsOf(form, "token", "name", "password");
    const { userId } = await acceptInvitation(systemActor("invitation"), fields);
    await signInBrowser(userId, "one-time-link");
  });
  if (!state.done) return state;
  redirect("/");
}

export async function signOutAction(): Promise<void> {
  const actor = await findSessionActor();
  if (actor) await endSession(actor, { sessionId: actor.sessionId });
  await signOutBrowser();
  redirect("/sign-in");
}

export async function inviteUserAction(previous: FormState, form: FormData): Promise<FormState> {
  return answerOnce(previous, form, "/settings/members", async () => {
    const { path } = await inviteUser(await sessionActor(), textsOf(form, "email", "role"));
    return `${env.BASE_URL}${path}`;
  });
}

export async function createPasswordLinkAction(previous: FormState, form: FormData): Promise<FormState> {
  return answerOnce(previous, form, "/settings/members", async () => {
    const { path } = await createPasswordLink(await sessionActor(), textsOf(form, "userId"));
    return `${env.BASE_URL}${path}`;
  });
}

export async function createTokenAction(previous: FormState, form: FormData): Promise<FormState> {
  return answerOnce(previous, form, "/settings", async () => {
    const { token } = await createToken(await sessionActor(), {
      name: textOf(form, "name"),
      scopes: form.get("scopes") === "both" ? ["read", "write"] : form.getAll("scopes"),
      expiresInDays: textOf(form, "expiresInDays") ?? null,
    });
    return token;
  });
}

export async function revokeInvitationAction(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async () =>
    revokeInvitation(await sessionActor(), textsOf(form, "invitationId")),
  );
}

export async function changeRoleAction(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async () =>
    changeRole(await sessionActor(), textsOf(form, "userId", "role")),
  );
}

export async function disableUserAction(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async () => disableUser(await sessionActor(), textsOf(form, "userId")));
}

export async function enableUserAction(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async () => enableUser(await sessionActor(), textsOf(form, "userId")));
}

export async function endSessionAction(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async () => endSession(await sessionActor(), textsOf(form, "sessionId")));
}

export async function endAllSessionsAction(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async () => endAllSessions(await sessionActor(), textsOf(form, "userId")));
}

export async function changePasswordAction(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async () => {
    const input = {
      current: form.get("currentPassword") ?? undefined,
      password: form.get("password") ?? undefined,
    };
    await changePassword(await sessionActor(), input);
  });
}

/** An empty time zone is the organisation's. */
export async function editAccountAction(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async () => {
    const input = { name: String(form.get("name") ?? ""), timeZone: textOf(form, "timeZone") ?? null };
    await editAccount(await sessionActor(), input);
  });
}

export async function revokeTokenAction(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async () => revokeToken(await sessionActor(), textsOf(form, "tokenId")));
}

export async function editOrganisationAction(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async () => {
    const fields = textsOf(form, "timeZone", "fiscalStartMonth", "fiscalNamedBy");
    const fiscalWeeksFrom = textOf(form, "fiscalWeeksFrom") ?? null;
    const currency = textOf(form, "currency") ?? null;
    const sampleDays = textOf(form, "sampleDays") ?? null;
    const name = String(form.get("name") ?? "");
    await editOrganisation(await sessionActor(), { ...fields, fiscalWeeksFrom, currency, sampleDays, name });
  });
}

/** The named one, or all that is shown. */
export async function markReadAction(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async () => {
    const id = textOf(form, "id");
    await markRead(await sessionActor(), id ? { ids: [id] } : {});
  });
}

export async function editPreferencesAction(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async () => {
    const preferences = notificationEvents.map((event) => ({
      event,
      portal: textOf(form, `portal.${event}`),
      mail: textOf(form, `mail.${event}`),
    }));
    await editPreferences(await sessionActor(), { preferences });
  });
}

export async function tryNotificationAction(previous: FormState, form: FormData): Promise<FormState> {
  return answer(previous, form, async () => tryNotification(await sessionActor()));
}

/** Whoever holds the address that a mail carried: nobody is signed in. */
export async function unsubscribeAction(previous: FormState, form: FormData): Promise<FormState> {
  return answerForm(previous, form, () => unsubscribe(systemActor("unsubscribe"), textsOf(form, "token")));
}

/** Every part of the shell may show what changed: name, organisation, role. */
async function answer(previous: FormState, form: FormData, work: () => Promise<unknown>): Promise<FormState> {
  const state = await answerForm(previous, form, work);
  if (state.done) revalidatePath("/", "layout");
  return state;
}

async function answerOnce(
  previous: FormState,
  form: FormData,
  path: string,
  work: () => Promise<string>,
): Promise<FormState> {
  let once: string | undefined;
  const state = await answerForm(previous, form, async () => {
    once = await work();
  });
  if (!state.done) return state;
  revalidatePath(path);
  return once === undefined ? state : { ...state, once };
}

/** The named text fields that were filled in. */
function textsOf(form: FormData, ...names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = textOf(form, name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}
