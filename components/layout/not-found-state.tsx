import { LinkButton } from "#components/ui/link-button.tsx";

/** Nothing here, or nothing for this person: the two are not told apart. */
export function NotFoundState() {
  return (
    <section className="pt-9">
      <h1 className="font-serif text-title font-strong tracking-tight">There is no page here</h1>
      <p className="mt-2 max-w-[44ch] text-ink-soft">
        The address may be mistyped, or the record is not published to members.
      </p>
      <div className="mt-5 flex flex-wrap items-center gap-3">
        <LinkButton href="/">Go to the overview</LinkButton>
      </div>
    </section>
  );
}
