"use client";

import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import type { AskedReason } from "#lib/roadmap/standing.ts";

type ReasonDialogProps = {
  asked: AskedReason;
  title: string;
  onReason: (reason: string) => void;
  onLeave: () => void;
};

/** Asks why an item leaves a quarter that has begun, or is done without a verdict. */
export function ReasonDialog({ asked, title, onReason, onLeave }: ReasonDialogProps) {
  const form = useRef<HTMLFormElement>(null);
  const [error, setError] = useState<string | null>(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onLeave()}
      title={questions[asked]}
      description={descriptions[asked](title)}
      initialFocus={() => form.current?.querySelector("textarea") ?? null}
    >
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          const reason = String(new FormData(event.currentTarget).get("reason") ?? "").trim();
          if (reason) onReason(reason);
          else setError(`Give a reason, like “${examples[asked]}”.`);
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

const questions: Record<AskedReason, string> = {
  promised: "Why does it move?",
  unmeasured: "Why is it done without a verdict?",
};
const descriptions: Record<AskedReason, (title: string) => string> = {
  promised: (title) =>
    `${title} was promised for a quarter that has begun. The quarter's review shows it with your reason.`,
  unmeasured: (title) =>
    `What ${title} brought is not known yet: its changes have no verdict, or not all of them. Its history shows your reason.`,
};
const examples: Record<AskedReason, string> = {
  promised: "the replica comes first",
  unmeasured: "it is a rule for people and cannot be measured",
};
