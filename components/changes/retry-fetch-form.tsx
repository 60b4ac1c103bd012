"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { fetchSeriesAction } from "#lib/changes/actions.ts";
import type { Measurement } from "#lib/changes/schema.ts";

/** Asks anew for what was given up. */
export function RetryFetchForm({ number, measurement }: { number: number; measurement: Measurement }) {
  return (
    <ActionForm action={fetchSeriesAction} label={`Fetch ${measurement.metricName} again`}>
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="metric" value={measurement.metric} />
      <SubmitButton variant="plain" busyLabel="Asking…">
        Fetch it again
      </SubmitButton>
    </ActionForm>
  );
}
