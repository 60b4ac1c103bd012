"use client";

import { useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { quarterLabel } from "#lib/core/time.ts";
import { moveItemAction } from "#lib/roadmap/actions.ts";
import { type Horizon, horizonNames, horizons } from "#lib/roadmap/model.ts";
import type { ItemDetail } from "#lib/roadmap/schema.ts";
import { type AskedReason, askedReason, horizonFor } from "#lib/roadmap/standing.ts";

type MoveItemFormProps = {
  item: ItemDetail;
  quarters: { key: string; label: string }[];
  /** The running fiscal quarter. */
  current: string;
};

/** Moves an item in time without dragging it. A quarter that has begun asks why, and so does an end without a verdict. */
export function MoveItemForm({ item, quarters, current }: MoveItemFormProps) {
  const [horizon, setHorizon] = useState<Horizon>(item.horizon);
  const [quarter, setQuarter] = useState(item.quarter ?? "");
  const asked = askedReason(item, { horizon, quarter: quarter || null }, current);
  const known = quarters.some(({ key }) => key === item.quarter) || item.quarter === null;
  const options = known
    ? quarters
    : [{ key: item.quarter ?? "", label: quarterLabel(item.quarter ?? "") }, ...quarters];
  return (
    <ActionForm action={moveItemAction} label="Move it">
      {({ error, typed }) => (
        <>
          <input type="hidden" name="number" value={item.number} />
          <div className="flex max-w-144 gap-6 *:flex-1 max-md:flex-col max-md:gap-0">
            <SelectField
              id="quarter"
              label="Promised for"
              placeholder="No date"
              value={quarter}
              onChange={(event) => {
                setQuarter(event.target.value);
                if (horizon !== "done") setHorizon(horizonFor(event.target.value || null, current));
              }}
              error={error("quarter")}
              options={options.map(({ key, label }) => ({ value: key, label }))}
            />
            <SelectField
              id="horizon"
              label="Horizon"
              value={horizon}
              onChange={(event) =>
                setHorizon(horizons.find((known) => known === event.target.value) ?? item.horizon)
              }
              error={error("horizon")}
              options={horizons.map((value) => ({ value, label: horizonNames[value] }))}
            />
          </div>
          {(asked || error("reason")) && (
            <TextAreaField
              id="reason"
              {...reasonField[asked ?? "promised"]}
              defaultValue={typed("reason")}
              error={error("reason")}
            />
          )}
          <div className="mt-field">
            <SubmitButton variant="plain">Move item</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

const reasonField: Record<AskedReason, { label: string; hint: string }> = {
  promised: {
    label: "Why does it move?",
    hint: "It was promised for a quarter that has begun. The quarter's review shows the reason.",
  },
  unmeasured: {
    label: "Why is it done without a verdict?",
    hint: "What it brought is not known yet: its changes have no verdict, or not all of them. Its history shows the reason.",
  },
};
