"use client";

import { Details } from "#components/changes/prediction-fields.tsx";
import type { FormParts } from "#components/ui/action-form.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { Change } from "#lib/changes/schema.ts";

type WorthFieldsProps = Pick<FormParts, "error" | "typed"> & {
  change?: Change;
  /** Null: the organisation has none yet, so only effort can be stated. */
  currency: string | null;
};

/** What it took and what it is said to save. An empty field says nothing; 0 says that it was nothing. */
export function WorthFields({ change, currency, error, typed }: WorthFieldsProps) {
  const stated = change && [
    change.effortDays,
    change.spentOnce,
    change.runningCostPerYear,
    change.savingPerYear,
  ];
  const field = (id: Amounts, label: string, hint?: string) => (
    <TextField
      id={id}
      label={label}
      hint={hint}
      optional
      inputMode="decimal"
      width="half"
      defaultValue={typed(id, change?.[id]?.replace(/\.?0+$/, "") ?? undefined)}
      error={error(id)}
    />
  );
  return (
    <Details summary="Cost and benefit" open={Boolean(stated?.some((amount) => amount !== null))}>
      {field("effortDays", "Effort spent, in person-days", "Empty says nothing; 0 says that it took none.")}
      {currency === null ? (
        <p className="mt-field text-small text-ink-muted">
          Money can be stated once an admin has chosen the organisation’s currency under Settings.
        </p>
      ) : (
        <>
          {field("spentOnce", `Money spent once, in ${currency}`)}
          {field("runningCostPerYear", `Running cost per year, in ${currency}`)}
          {field(
            "savingPerYear",
            `Saving per year, in ${currency}`,
            "It is shown as stated by you, never as measured, and stands by the verdict of this change.",
          )}
          <TextField
            id="savingBasis"
            label="How is the saving reckoned?"
            hint="Like: 3 instances at 210 € a month fewer. There is no saving without it."
            optional
            defaultValue={typed("savingBasis", change?.savingBasis ?? undefined)}
            error={error("savingBasis")}
          />
        </>
      )}
    </Details>
  );
}

type Amounts = "effortDays" | "spentOnce" | "runningCostPerYear" | "savingPerYear";
