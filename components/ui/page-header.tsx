import type { ReactNode } from "react";
import { TextLink } from "#components/ui/text-link.tsx";

type Crumb = { label: string; href?: string };

type PageHeaderProps = {
  title: string;
  /** The way here; the last one is this page and needs no address. */
  crumbs?: Crumb[];
  /** Buttons at the right; under the title on phones. At most one of them primary. */
  actions?: ReactNode;
  /** One line under the title. */
  children?: ReactNode;
};

/** Path, title, actions: the head of every page inside the shell. */
export function PageHeader({ title, crumbs = [], actions, children }: PageHeaderProps) {
  return (
    <header>
      {crumbs.length > 0 && (
        <nav aria-label="Path" className="pt-7 text-small text-ink-muted max-md:pt-5 print:hidden">
          <ol className="flex flex-wrap gap-x-2">
            {crumbs.map((crumb, index) => (
              <li key={crumb.label} className="flex gap-2">
                {crumb.href ? (
                  <TextLink tone="plain" href={crumb.href}>
                    {crumb.label}
                  </TextLink>
                ) : (
                  <span aria-current="page">{crumb.label}</span>
                )}
                {index < crumbs.length - 1 && (
                  <span aria-hidden="true" className="text-rule-strong">
                    /
                  </span>
                )}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div
        className={`items-end justify-between gap-8 md:flex ${crumbs.length > 0 ? "pt-2" : "pt-9 max-md:pt-5"}`}
      >
        <h1 className="min-w-0 flex-1 font-serif text-page font-strong tracking-tight text-balance wrap-anywhere">
          {title}
        </h1>
        {actions && (
          <div className="flex flex-wrap items-center gap-3 max-md:mt-4 print:hidden">{actions}</div>
        )}
      </div>
      {children && <div className="mt-2 text-pretty text-ink-soft">{children}</div>}
    </header>
  );
}
