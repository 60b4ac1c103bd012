"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { signReviewAction } from "#lib/reviews/actions.ts";

type SignFormProps = {
  quarter: string;
  name: string;
  /** "The one open item, C-47, is carried into Q4 2026."; null where nothing is open. */
  carried: string | null;
  asksPassword: boolean;
};

/** The signature: two statements, the password again, and a button that says in whose name. */
export function SignForm({ quarter, name, carried, asksPassword }: SignFormProps) {
  return (
    <ActionForm action={signReviewAction} label="Your signature">
      {({ error }) => (
        <>
          <input type="hidden" name="quarter" value={quarter} />
          <div className="mt-4">
            {error("read") && <FieldError message={error("read")} />}
            <Checkbox
              id="read"
              name="read"
              label="I have read the evidence of every change, or marked it as open."
            />
            {carried && (
              <>
                <input type="hidden" name="asksCarried" value="yes" />
                {error("carried") && <FieldError message={error("carried")} />}
                <Checkbox id="carried" name="carried" label={carried} />
              </>
            )}
          </div>
          {asksPassword && (
            <TextField
              id="password"
              label="Your password"
              hint="Signing asks for it again"
              type="password"
              autoComplete="current-password"
              width="half"
            />
          )}
          <div className="mt-6 flex flex-wrap gap-3">
            <SubmitButton size="tall" busyLabel="Signing…">
              Sign as {name}
            </SubmitButton>
            <LinkButton href={`/reviews/${quarter}/walk`} size="tall">
              Back to the decisions
            </LinkButton>
          </div>
          <p className="mt-4 max-w-measure text-small text-ink-muted">
            A signed review cannot be changed. A correction becomes a new version that names this one.
          </p>
        </>
      )}
    </ActionForm>
  );
}

function FieldError({ message }: { message: string | null }) {
  return (
    <p className="text-small font-medium text-danger">
      <span className="sr-only">Error: </span>
      {message}
    </p>
  );
}
