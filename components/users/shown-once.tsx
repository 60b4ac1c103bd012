import { CopyField } from "#components/ui/copy-field.tsx";

type ShownOnceProps = {
  /** Names the secret: "Invitation link". */
  label: string;
  /** What to do with it, and that it is not shown again. */
  hint: string;
  secret: string;
};

/** A link or token that was just made: to be copied now, for it is not kept. */
export function ShownOnce({ label, hint, secret }: ShownOnceProps) {
  return (
    <div role="status" className="mt-field max-w-144 border-l-3 border-accent pl-4">
      <CopyField id="shown-once" label={label} hint={hint} value={secret} />
    </div>
  );
}
