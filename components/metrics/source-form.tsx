"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FormFoot } from "#components/ui/form-foot.tsx";
import { KeyField } from "#components/ui/key-field.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { createSourceAction, editSourceAction } from "#lib/metrics/actions.ts";
import type { Source } from "#lib/metrics/schema.ts";

/** Adds a source, or edits the given one. Headers go in and never come out again. */
export function SourceForm({ source }: { source?: Source }) {
  const kept = source && source.headerNames.length > 0 ? source.headerNames.join(", ") : null;
  return (
    <ActionForm
      action={source ? editSourceAction : createSourceAction}
      label={source ? "Edit source" : "Add a source"}
    >
      {({ error, typed }) => (
        <>
          <TextField
            id="name"
            label="Name"
            hint="As people say it: Prometheus, production"
            defaultValue={typed("name", source?.name)}
            error={error("name")}
          />
          {source ? (
            <input type="hidden" name="key" value={source.key} />
          ) : (
            <KeyField
              hint="Like prod. It cannot be changed later."
              defaultValue={typed("key")}
              error={error("key")}
            />
          )}
          <TextField
            id="baseUrl"
            label="Address"
            hint="What comes before /api/v1, like https://prometheus.example"
            mono
            inputMode="url"
            defaultValue={typed("baseUrl", source?.baseUrl)}
            error={error("baseUrl")}
          />
          <TextAreaField
            id="headers"
            label="Headers"
            hint={
              kept
                ? `Kept: ${kept}. Anything typed here replaces them; another server's address drops them.`
                : "One a line, like Authorization: Bearer … They are kept encrypted and never shown again."
            }
            optional
            error={error("headers")}
          />
          {kept && <Checkbox name="dropHeaders" label="Remove the headers" />}
          <TextAreaField
            id="caCertificate"
            label="Certificate of its authority"
            hint="In PEM form, where it is not a public one."
            optional
            defaultValue={typed("caCertificate", source?.caCertificate ?? undefined)}
            error={error("caCertificate")}
          />
          <div className="mt-field">
            <Checkbox
              name="verifyTls"
              label="Check its certificate"
              hint="Without it anybody in between can read the headers."
              defaultChecked={source?.verifyTls ?? true}
            />
            <Checkbox
              name="allowOwnMachine"
              label="It may be on the portal's own machine"
              hint="Allows loopback, link-local and own addresses for this source alone."
              defaultChecked={source?.allowOwnMachine ?? false}
            />
            {source && (
              <Checkbox
                name="archived"
                label="Archived"
                hint="It is no longer asked. What was measured stays."
                defaultChecked={source.archived}
              />
            )}
          </div>
          <FormFoot submit={source ? "Save source" : "Add source"} cancelHref="/settings/sources" />
        </>
      )}
    </ActionForm>
  );
}
