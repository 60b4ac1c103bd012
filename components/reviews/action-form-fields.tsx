"use client";

import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";

export type ActionChoices = {
  people: { email: string; name: string }[];
  quarters: { key: string; label: string }[];
};

type ActionFieldsProps = ActionChoices & {
  names: { title: string; owner: string; quarter: string };
  /** Where the verb names their faults. */
  faults: { title: string; owner: string; quarter: string };
  optional?: boolean;
};

/** What is to be done, by whom, and in which quarter. */
export function ActionFields({ people, quarters, names, faults, optional }: ActionFieldsProps) {
  return (
    <>
      <TextField
        id={names.title}
        label="Action"
        hint="What is to be done because of it; becomes a roadmap item"
        optional={optional}
        fault={faults.title}
      />
      <div className="gap-4 md:flex">
        <SelectField
          id={names.owner}
          label="Owner of the action"
          placeholder="Nobody yet"
          fault={faults.owner}
          options={people.map(({ email, name }) => ({ value: email, label: name }))}
        />
        <SelectField
          id={names.quarter}
          label="Due quarter"
          fault={faults.quarter}
          defaultValue={quarters[0]?.key}
          options={quarters.map(({ key, label }) => ({ value: key, label }))}
        />
      </div>
    </>
  );
}
