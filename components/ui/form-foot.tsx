import { LinkButton } from "#components/ui/link-button.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";

type FormFootProps = { submit: string; busyLabel?: string; cancelHref: string };

/** The end of a form: what it does, in words, and the way out of it. */
export function FormFoot({ submit, busyLabel, cancelHref }: FormFootProps) {
  return (
    <div className="mt-block flex gap-3">
      <SubmitButton busyLabel={busyLabel}>{submit}</SubmitButton>
      <LinkButton href={cancelHref} variant="quiet">
        Cancel
      </LinkButton>
    </div>
  );
}
