"use client";

import { ChoiceField } from "#components/ui/choice-field.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { SecretForm } from "#components/users/secret-form.tsx";
import { createTokenAction } from "#lib/users/actions.ts";

/** Makes a token and shows it, once. */
export function TokenForm() {
  return (
    <SecretForm
      action={createTokenAction}
      label="Make a token"
      fieldIds={{ name: "token-name" }}
      made={{ label: "Your new token", hint: "Copy it now: it is not shown again." }}
    >
      <TextField
        id="token-name"
        name="name"
        label="Name"
        hint="What uses it: nightly load test"
        width="half"
      />
      <ChoiceField
        id="scopes"
        label="It may"
        defaultValue="read"
        options={[
          { value: "read", label: "Read what you may read" },
          { value: "write", label: "Write what you may write" },
          { value: "both", label: "Both" },
        ]}
      />
      <SelectField
        id="expiresInDays"
        label="It expires"
        defaultValue="90"
        options={[
          { value: "30", label: "In 30 days" },
          { value: "90", label: "In 90 days" },
          { value: "365", label: "In a year" },
          { value: "", label: "Never" },
        ]}
      />
      <div className="mt-6">
        <SubmitButton variant="plain">Make token</SubmitButton>
      </div>
    </SecretForm>
  );
}
