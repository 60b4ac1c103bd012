"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { SegmentedChoice } from "#components/ui/segmented-choice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { closeActionAction } from "#lib/reviews/actions.ts";

type CloseActionDialogProps = { id: string; title: string; onClose: () => void };

/** What came of an action: it is done or dropped, and why. */
export function CloseActionDialog({ id, title, onClose }: CloseActionDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="What came of it?"
      description={title}
    >
      <ActionForm action={closeActionAction} label="Close the action" onDone={onClose}>
        <input type="hidden" name="id" value={id} />
        <div className="mt-4">
          <SegmentedChoice
            label="Done or dropped"
            name="status"
            defaultValue="done"
            options={[
              { value: "done", label: "Done" },
              { value: "dropped", label: "Dropped" },
            ]}
          />
        </div>
        <TextAreaField id="note" label="What came of it" hint="Stands in the next review's agenda." />
        <div className="mt-6 flex flex-wrap gap-3">
          <SubmitButton>Close the action</SubmitButton>
          <Button variant="quiet" onClick={onClose}>
            Leave it open
          </Button>
        </div>
      </ActionForm>
    </Dialog>
  );
}
