import { LinkButton } from "#components/ui/link-button.tsx";

type PaginationProps = {
  /** The first page, when this is a later one. */
  firstHref?: string | null;
  nextHref?: string | null;
  /** What the pages hold: "changes". */
  noun: string;
};

/** Lists page by key: onward, or back to the start; the browser's own "back" leads to the page before. */
export function Pagination({ firstHref, nextHref, noun }: PaginationProps) {
  if (!firstHref && !nextHref) return null;
  return (
    <nav aria-label={`Pages of ${noun}`} className="mt-6 flex gap-3 print:hidden">
      {firstHref && <LinkButton href={firstHref}>First {noun}</LinkButton>}
      {nextHref && <LinkButton href={nextHref}>Next {noun}</LinkButton>}
    </nav>
  );
}
