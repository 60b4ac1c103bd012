import type { ReactNode } from "react";

type ForbiddenStateProps = {
  /** Who may: "Only reviewers can sign". */
  title: string;
  /** Who asks; null when nobody is signed in. */
  who: { name: string; role: string } | null;
  /** What this person can do instead. */
  children: ReactNode;
  actions?: ReactNode;
};

/** Not for this person: who may, who you are, what you can do. */
export function ForbiddenState({ title, who, children, actions }: ForbiddenStateProps) {
  return (
    <section className="pt-9">
      <h1 className="font-serif text-title font-strong tracking-tight">{title}</h1>
      <div className="mt-2 max-w-[44ch] text-ink-soft">
        {who && `You are signed in as ${who.name}, ${who.role.toLowerCase()}. `}
        {children}
      </div>
      {actions && <div className="mt-5 flex flex-wrap items-center gap-3">{actions}</div>}
    </section>
  );
}
