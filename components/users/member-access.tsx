import { ConfirmForm } from "#components/users/confirm-form.tsx";
import { RowForm } from "#components/users/row-form.tsx";
import { disableUserAction, enableUserAction } from "#lib/users/actions.ts";
import type { User } from "#lib/users/schema.ts";

/** Shuts a member out, or lets them in again. */
export function MemberAccess({ member }: { member: User }) {
  if (member.disabled) {
    return (
      <>
        <p className="mt-4 max-w-measure text-ink-soft">
          {member.name} is disabled: no sign-in, no tokens. Everything they recorded is still here.
        </p>
        <div className="mt-4">
          <RowForm
            action={enableUserAction}
            fields={{ userId: member.id }}
            label={`Enable ${member.name}`}
            accessibleLabel={`Enable ${member.name}`}
          />
        </div>
      </>
    );
  }
  return (
    <div className="mt-4">
      <ConfirmForm
        label={`Disable ${member.name}`}
        title={`Disable ${member.name}?`}
        description="Sessions end and tokens stop working at once. Everything they recorded stays, and you can enable the account again."
        confirmLabel={`Disable ${member.name}`}
        action={disableUserAction}
        fields={{ userId: member.id }}
      />
    </div>
  );
}
