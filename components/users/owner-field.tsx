"use client";

import { SelectField } from "#components/ui/select-field.tsx";

type OwnerFieldProps = {
  people: { email: string; name: string }[];
  defaultValue: string | undefined;
  error: string | null;
};

/** Whom a record belongs to. */
export function OwnerField({ people, ...field }: OwnerFieldProps) {
  return (
    <SelectField
      id="owner"
      label="Owner"
      placeholder="Nobody"
      options={people.map(({ email, name }) => ({ value: email, label: name }))}
      {...field}
    />
  );
}
