import Link from "next/link";
import { classNames } from "#components/ui/class-names.ts";

export type Segment = { label: string; href: string; current?: boolean };

/** A few views of the same thing, one of them open: links, so the address keeps the choice. */
export function Segments({ label, segments }: { label: string; segments: Segment[] }) {
  return (
    <nav
      aria-label={label}
      className="inline-flex max-w-full overflow-x-auto rounded-control border border-control print:hidden"
    >
      {segments.map((segment) => (
        <Link
          key={segment.href}
          href={segment.href}
          prefetch={false}
          scroll={false}
          aria-current={segment.current ? "true" : undefined}
          className={classNames(
            "inline-flex min-h-8.5 items-center border-l border-rule px-3 py-1.25 text-small whitespace-nowrap first:border-l-0 max-md:min-h-11 focus-visible:shadow-[inset_0_0_0_2px_var(--accent)]",
            // A row that is wider than a phone begins where its reader is.
            segment.current
              ? "bg-wash-strong font-strong text-ink [scroll-initial-target:nearest]"
              : "text-ink-soft hover:bg-wash",
          )}
        >
          {segment.label}
        </Link>
      ))}
    </nav>
  );
}
