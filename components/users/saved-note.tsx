/** Says that a form was taken, beside its button, until something else is sent. */
export function SavedNote({ done, children }: { done: boolean; children: string }) {
  return (
    <span role="status" className="text-small text-ink-soft">
      {done ? children : ""}
    </span>
  );
}
