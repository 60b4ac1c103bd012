import type { ReactNode } from "react";

type EmptyStateProps = {
  title: string;
  /** The first step, or the filters that leave nothing. */
  children: ReactNode;
  actions?: ReactNode;
};

/** Stands where the list would begin; page head and filters stay. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <section className="mt-8">
      <h2 className="font-serif text-title font-strong tracking-tight">{title}</h2>
      <div className="mt-2 max-w-[44ch] text-ink-soft">{children}</div>
      {actions && <div className="mt-5 flex flex-wrap items-center gap-3">{actions}</div>}
    </section>
  );
}
