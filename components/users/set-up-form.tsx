"use client";

import { useEffect, useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { ChoiceField } from "#components/ui/choice-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormState } from "#lib/core/form-state.ts";

type SetUpFormProps = {
  /** Takes `token`, `organisation`, `name`, `email`, `password`, `timeZone` and `start`. */
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  token: string;
};

/** Makes the first administrator and asks what to begin with. */
export function SetUpForm({ action, token }: SetUpFormProps) {
  return (
    <ActionForm action={action} label="Set up the portal">
      <input type="hidden" name="token" value={token} />
      <TimeZone />
      <TextField id="organisation" label="Organisation" hint="Stands at the top of every page" autoFocus />
      <TextField id="name" label="Your name" autoComplete="name" />
      <TextField id="email" label="E-mail" type="email" autoComplete="username" />
      <TextField
        id="password"
        label="Password"
        hint="At least 12 characters. A sentence is good."
        type="password"
        autoComplete="new-password"
      />
      <ChoiceField
        id="start"
        label="Begin with"
        layout="ruled"
        defaultValue="sample"
        options={[
          {
            value: "sample",
            label: "The sample plan",
            hint: "SayPro’s plan with a year of changes. Simulated data, marked on every page.",
          },
          {
            value: "empty",
            label: "An empty portal",
            hint: "You add the first system and record the first change.",
          },
        ]}
      />
      <div className="mt-7">
        <SubmitButton size="tall" busyLabel="Setting up">
          Continue
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

/** The browser knows where it stands; the server does not. */
function TimeZone() {
  const [zone, setZone] = useState("");
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return zone === "" ? null : <input type="hidden" name="timeZone" value={zone} />;
}
