"use client";

import { type WebhookChoices, WebhookFields } from "#components/changes/webhook-fields.tsx";
import { ActionForm } from "#components/ui/action-form.tsx";
import { FormFoot } from "#components/ui/form-foot.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { SecretForm } from "#components/users/secret-form.tsx";
import { ShownOnce } from "#components/users/shown-once.tsx";
import { createWebhookAction, editWebhookAction, replaceWebhookSecretAction } from "#lib/changes/actions.ts";
import type { Webhook } from "#lib/changes/webhook-schema.ts";

const made = {
  label: "Its secret",
  hint: "Copy it into the sender now: it is not shown again.",
};

/** Makes a webhook and shows its secret, once. */
export function WebhookForm({ choices }: { choices: WebhookChoices }) {
  return (
    <ActionForm action={createWebhookAction} label="Make a webhook" fieldIds={fieldIds}>
      {({ state }) =>
        state.once ? (
          <ShownOnce {...made} secret={state.once} />
        ) : (
          <>
            <WebhookFields choices={choices} />
            <FormFoot submit="Make webhook" cancelHref="/settings/webhooks" />
          </>
        )
      }
    </ActionForm>
  );
}

export function WebhookEditForm({ webhook, choices }: { webhook: Webhook; choices: WebhookChoices }) {
  return (
    <ActionForm action={editWebhookAction} label="Edit webhook" fieldIds={fieldIds}>
      <input type="hidden" name="id" value={webhook.id} />
      <WebhookFields webhook={webhook} choices={choices} />
      <FormFoot submit="Save webhook" cancelHref="/settings/webhooks" />
    </ActionForm>
  );
}

const fieldIds = {
  area: "place",
  practice: "place",
  ...Object.fromEntries(
    Array.from({ length: 200 }, (_, index) =>
      ["match", "system", "area", "practice"].map((field) => [`rules.${index}.${field}`, "rules"] as const),
    ).flat(),
  ),
};

export function WebhookSecretForm({ id }: { id: string }) {
  return (
    <SecretForm action={replaceWebhookSecretAction} label="Replace the secret" made={made}>
      <input type="hidden" name="id" value={id} />
      <SelectField
        id="keepHours"
        label="The old secret is taken beside it"
        defaultValue="24"
        options={[
          { value: "0", label: "No longer: it is in other hands" },
          { value: "1", label: "For an hour" },
          { value: "24", label: "For a day" },
          { value: "168", label: "For a week" },
        ]}
      />
      <div className="mt-6">
        <SubmitButton variant="plain">Replace secret</SubmitButton>
      </div>
    </SecretForm>
  );
}
