import type { ReactNode } from "react";

type FilterBarProps = {
  /** What is searched: "Search changes". */
  searchLabel: string;
  /** The list's address; the form sends `q` there, together with the filters in `keep`. */
  action: string;
  query: string;
  keep: Record<string, string>;
  /** "14 changes" */
  summary: string;
  /** FilterMenu elements. */
  children?: ReactNode;
};

/** Search and filters of a list. A plain GET form: the address holds the whole state, with or without script. */
export function FilterBar({ searchLabel, action, query, keep, summary, children }: FilterBarProps) {
  return (
    <div className="mt-6 print:hidden">
      <div className="relative flex items-center gap-2 max-md:-mx-gutter max-md:overflow-x-auto max-md:px-gutter max-md:py-1 md:flex-wrap">
        <search className="flex-[0_1_17rem] max-md:flex-[0_0_11rem]">
          <form action={action}>
            <input
              type="search"
              name="q"
              aria-label={searchLabel}
              placeholder={searchLabel}
              defaultValue={query}
              aria-keyshortcuts="/"
              className="control min-h-9 py-1.25 text-small max-md:min-h-11"
            />
            {Object.entries(keep).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
          </form>
        </search>
        {children}
        <p role="status" className="ml-auto text-small text-ink-muted max-md:hidden">
          {summary}
        </p>
      </div>
      <p className="mt-3 text-small text-ink-muted md:hidden">{summary}</p>
    </div>
  );
}
