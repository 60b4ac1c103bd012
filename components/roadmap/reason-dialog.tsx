"use client";

import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";

type ReasonDialogProps = { title: string; onReason: (reason: string) => void; onLeave: () => void };

/** Asks why an item leaves a quarter that has begun. */
export function ReasonDialog({ title, onReason, onLeave }: ReasonDialogProps) {
  const form = useRef<HTMLFormElement>(null);
  const [error, setError] = useState<string | null>(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onLeave()}
      title={`Why does it move?`}
      description={`${title} was promised for a quarter that has begun. The quarter's review shows it with your reason.`}
      initialFocus={() => form.current?.querySelector("textarea") ?? null}
    >
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          const reason = String(new FormData(event.currentTarget).get("reason") ?? "").trim();
          if (reason) onReason(reason);
          else setError("Give a reason, like “the replica comes first”.");
        }}
      >
        <TextAreaField id="move-reason" name="reason" label="Reason" error={error} />
        <div className="mt-6 flex flex-wrap gap-3">
          <Button type="submit" variant="primary">
            Move it
          </Button>
          <Button variant="quiet" onClick={onLeave}>
            Leave it where it was
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
