import type { ReactNode } from "react";

type ErrorStateProps = {
  /** What happened: "The list could not be read". */
  title: string;
  /** Why, and what is safe. */
  children: ReactNode;
  /** One action first: Try again. */
  actions?: ReactNode;
  /** A number that an administrator finds in the log. */
  number?: string;
};

/** Something went wrong, said where the content would stand. */
export function ErrorState({ title, children, actions, number }: ErrorStateProps) {
  return (
    <section className="pt-9" role="alert">
      <h1 className="font-serif text-title font-strong tracking-tight">{title}</h1>
      <div className="mt-2 max-w-[44ch] text-ink-soft">{children}</div>
      {actions && <div className="mt-5 flex flex-wrap items-center gap-3">{actions}</div>}
      {number && (
        <p className="mt-4 text-small text-ink-muted">
          If it stays, give your administrator this number: <code>{number}</code>
        </p>
      )}
    </section>
  );
}
