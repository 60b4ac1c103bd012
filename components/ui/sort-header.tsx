import Link from "next/link";

type SortHeaderProps = {
  label: string;
  /** The address of the list sorted by this column, or sorted the other way round. */
  href: string;
  /** How the list is sorted by this column now; null when by another. */
  sorted: "ascending" | "descending" | null;
  numeric?: boolean;
};

/** Head of a column that sorts. */
export function SortHeader({ label, href, sorted, numeric }: SortHeaderProps) {
  return (
    <th scope="col" aria-sort={sorted ?? undefined} className={numeric ? "num" : undefined}>
      <Link href={href} prefetch={false} scroll={false} className="no-underline hover:underline">
        {label}
        {sorted && <span aria-hidden="true">{sorted === "ascending" ? " ↑" : " ↓"}</span>}
      </Link>
    </th>
  );
}
