type MeProps = { name: string; role: string; signOut: () => Promise<void> };

/** Who is signed in, as what, and the way out. */
export function Me({ name, role, signOut }: MeProps) {
  return (
    <div className="text-small text-ink-muted">
      <b className="block font-medium text-ink">{name}</b>
      <div className="flex items-baseline justify-between gap-3 max-md:min-h-11 max-md:items-center">
        <span>{role}</span>
        <form action={signOut}>
          <button
            type="submit"
            className="rounded-control underline decoration-rule-strong underline-offset-[0.2em] hover:text-ink max-md:min-h-11"
          >
            Sign out
          </button>
        </form>
      </div>
    </div>
  );
}
