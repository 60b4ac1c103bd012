"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { ChoiceField } from "#components/ui/choice-field.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { SavedNote } from "#components/users/saved-note.tsx";
import { editOrganisationAction } from "#lib/users/actions.ts";
import type { Organisation } from "#lib/users/schema.ts";

/** Name, clock, fiscal year and currency of the organisation. */
export function OrganisationForm({
  organisation,
  zones,
  currencies,
}: {
  organisation: Organisation;
  zones: string[];
  /** Made by the server: browsers know others. */
  currencies: { value: string; label: string }[];
}) {
  return (
    <ActionForm action={editOrganisationAction} label="Organisation">
      {({ state }) => (
        <>
          <TextField
            id="name"
            label="Name"
            hint="Stands at the top of every page."
            defaultValue={organisation.name}
          />
          <SelectField
            id="timeZone"
            label="Time zone"
            hint="Quarters begin at midnight here; people may choose another zone for reading."
            defaultValue={organisation.timeZone}
            options={zones.map((zone) => ({ value: zone, label: zone }))}
          />
          <SelectField
            id="fiscalStartMonth"
            label="The fiscal year begins in"
            hint="Quarters are counted from there, those of the past too."
            defaultValue={String(organisation.fiscalStartMonth)}
            options={months.map((label, index) => ({ value: String(index + 1), label }))}
          />
          <ChoiceField
            id="fiscalNamedBy"
            label="A fiscal year is named after the calendar year in which it"
            defaultValue={organisation.fiscalNamedBy}
            options={[
              { value: "end", label: "Ends", hint: "April 2026 to March 2027 is 2027." },
              { value: "start", label: "Begins", hint: "April 2026 to March 2027 is 2026." },
            ]}
          />
          <SelectField
            id="fiscalWeeksFrom"
            label="Quarters are made of"
            hint="With 4-4-5 the year begins on that weekday nearest to the first of its month, and every quarter has 13 weeks."
            defaultValue={organisation.fiscalWeeksFrom === null ? "" : String(organisation.fiscalWeeksFrom)}
            placeholder="Calendar months"
            options={weekdays.map((day, index) => ({
              value: String(index + 1),
              label: `Weeks from ${day} (4-4-5)`,
            }))}
          />
          <SelectField
            id="currency"
            label="Money is stated in"
            hint="What a change cost and saves. It can be changed while no change states an amount."
            defaultValue={organisation.currency ?? ""}
            placeholder="Nobody states money"
            options={currencies}
          />
          <TextField
            id="sampleDays"
            label="Days that raw samples are kept"
            hint="Empty: for ever. Older months go at night; their hourly summaries and every verdict's own copy stay."
            inputMode="numeric"
            defaultValue={organisation.sampleDays === null ? "" : String(organisation.sampleDays)}
          />
          <div className="mt-6 flex items-center gap-4">
            <SubmitButton>Save organisation</SubmitButton>
            <SavedNote done={state.done}>Saved.</SavedNote>
          </div>
        </>
      )}
    </ActionForm>
  );
}

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
