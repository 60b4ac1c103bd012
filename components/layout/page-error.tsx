"use client";

import { ErrorState } from "#components/layout/error-state.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

type PageErrorProps = { error: unknown; retry: () => void };

/** What a page shows when it could not be made: nothing of the cause but the number under which the log has it. */
export function PageError({ error, retry }: PageErrorProps) {
  const number = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <ErrorState
      title="This page could not be shown"
      number={number}
      actions={
        <>
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
          <LinkButton href="/" variant="quiet">
            Go to the overview
          </LinkButton>
        </>
      }
    >
      Something in the portal did not answer as it should. Nothing was lost.
    </ErrorState>
  );
}
