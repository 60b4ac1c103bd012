import Link from "next/link";

/** A filter that is set: "Quarter: Q3 2026 ×". Pressing it takes it away. */
export function FilterToken({
  label,
  value,
  removeHref,
}: {
  label: string;
  value: string;
  removeHref: string;
}) {
  return (
    <Link
      href={removeHref}
      prefetch={false}
      scroll={false}
      className="inline-flex min-h-9 items-center gap-2 rounded-control bg-accent-wash px-3.5 py-1.25 text-small whitespace-nowrap text-accent no-underline hover:bg-wash-strong max-md:min-h-11"
    >
      <span className="font-medium">
        <span className="sr-only">Remove </span>
        {label}: {value}
      </span>
      <span aria-hidden="true">×</span>
    </Link>
  );
}
