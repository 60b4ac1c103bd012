"use client";

import { useEffect, useRef } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormState } from "#lib/core/form-state.ts";

type LoadSampleFormProps = { action: (previous: FormState, form: FormData) => Promise<FormState> };

/** Loads the sample plan as soon as the page is open: it was chosen on the page before. The button is for a second try. */
export function LoadSampleForm({ action }: LoadSampleFormProps) {
  const begun = useRef(false);
  const button = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    button.current?.querySelector("button")?.click();
  }, []);
  return (
    <ActionForm action={action} label="Load the sample plan">
      {({ pending }) => (
        <>
          <p role="status" className="mt-4 text-ink-soft">
            {pending && "Loading. Every verdict is computed from its samples; this takes some seconds."}
          </p>
          <div ref={button} className="mt-6 flex flex-wrap gap-3">
            <SubmitButton size="tall" busyLabel="Loading the sample plan">
              Load the sample plan
            </SubmitButton>
            {!pending && (
              <LinkButton href="/" size="tall" variant="quiet">
                Begin empty
              </LinkButton>
            )}
          </div>
        </>
      )}
    </ActionForm>
  );
}
