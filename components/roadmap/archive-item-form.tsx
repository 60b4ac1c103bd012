"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { archiveItemAction } from "#lib/roadmap/actions.ts";

type ArchiveItemFormProps = {
  number: number;
  archived: boolean;
  /** It was promised for a quarter that has begun: taking it off asks why. */
  promised: boolean;
};

/** Takes an item off the roadmap, or puts it back. Its moves and links are kept. */
export function ArchiveItemForm({ number, archived, promised }: ArchiveItemFormProps) {
  return (
    <ActionForm
      action={archiveItemAction}
      label={archived ? "Put it back" : "Take it off"}
      fieldIds={{ reason: "off-reason" }}
    >
      {({ error, typed }) => (
        <>
          <input type="hidden" name="number" value={number} />
          <input type="hidden" name="archived" value={archived ? "no" : "yes"} />
          {!archived && promised && (
            <TextAreaField
              id="off-reason"
              name="reason"
              label="Why is it taken off?"
              hint="It was promised for a quarter that has begun. The quarter's review shows it as moved out, with the reason."
              defaultValue={typed("reason")}
              error={error("reason")}
            />
          )}
          <div className="mt-field">
            <SubmitButton variant="plain">
              {archived ? "Put back on the roadmap" : "Take off the roadmap"}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
