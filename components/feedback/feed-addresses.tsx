"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { ShownOnce } from "#components/users/shown-once.tsx";
import { createFeedSecretAction, revokeFeedSecretAction } from "#lib/feedback/actions.ts";

type FeedAddress = { id: string; createdAt: string; lastUsedAt: string | null };

/** Secret addresses under which a feed reader follows feedback and shipped changes without signing in. */
export function FeedAddresses({ addresses, zone }: { addresses: FeedAddress[]; zone: string }) {
  return (
    <>
      <p className="mt-4 max-w-measure text-ink-soft">
        A feed reader cannot sign in. It reads what a member may read, under an address that only you know:
        whoever has it reads the same. Revoke it when it got into other hands.
      </p>
      {addresses.length > 0 && (
        <ul className="mt-3 max-w-144 border-t border-rule">
          {addresses.map((address) => (
            <li
              key={address.id}
              className="flex items-center justify-between gap-4 border-b border-rule py-2 text-small"
            >
              <span>
                Made <Timestamp at={address.createdAt} zone={zone} />,{" "}
                {address.lastUsedAt ? (
                  <>
                    last read <Timestamp at={address.lastUsedAt} zone={zone} />
                  </>
                ) : (
                  "never read"
                )}
              </span>
              <ConfirmButton
                label="Revoke"
                variant="quiet"
                title="Revoke this feed address?"
                description="Readers that use it find nothing from now on. It cannot be brought back."
                confirmLabel="Revoke address"
                action={revokeFeedSecretAction}
              >
                <input type="hidden" name="id" value={address.id} />
              </ConfirmButton>
            </li>
          ))}
        </ul>
      )}
      <ActionForm action={createFeedSecretAction} label="Make a feed address">
        {({ state }) => (
          <>
            {state.once && (
              <>
                <ShownOnce
                  label="Shipped changes"
                  hint="Copy it now: it is not shown again."
                  secret={`${state.once}shipped.atom`}
                />
                <p className="mt-2 max-w-144 text-small text-ink-soft">
                  The same address with <code>feedback.atom</code> at its end follows all feedback, with{" "}
                  <code>F-64.atom</code> the comments of one entry.
                </p>
              </>
            )}
            <div className="mt-5">
              <SubmitButton variant="plain">Make a feed address</SubmitButton>
            </div>
          </>
        )}
      </ActionForm>
    </>
  );
}
