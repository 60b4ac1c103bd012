import { Button } from "#components/ui/button.tsx";
import { unlinkAction } from "#lib/feedback/actions.ts";

/** Unties an entry from what it is about: "change:43", "roadmap-item:3". */
export function TakeAway({ number, about }: { number: number; about: string }) {
  return (
    <form action={unlinkAction} className="shrink-0">
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="about" value={about} />
      <Button type="submit" variant="quiet">
        Take away<span className="sr-only"> {about}</span>
      </Button>
    </form>
  );
}
