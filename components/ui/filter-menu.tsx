import Link from "next/link";
import { Menu } from "#components/ui/menu.tsx";

export type FilterOption = {
  label: string;
  /** The address of the list with this filter set. */
  href: string;
  current?: boolean;
  count?: number;
};

type FilterMenuProps = {
  label: string;
  options: FilterOption[];
  /** The address of the list without this filter; needed when one is set. */
  removeHref: string;
};

/** One filter of a list: a button with its choices; once set it says so, and can be changed or taken away. */
export function FilterMenu({ label, options, removeHref }: FilterMenuProps) {
  const current = options.filter((option) => option.current);
  const items = options.map(({ label: name, href, current: on, count }) => ({
    label: name,
    href,
    current: on,
    note: count?.toLocaleString("en-GB"),
  }));
  if (current.length === 0) return <Menu label={label} items={items} className={`${look} ${unset}`} />;
  const value = current.map((option) => option.label).join(", ");
  return (
    <span className="inline-flex shrink-0 rounded-control bg-accent-wash text-accent">
      <Menu
        label={`${label}: ${value}`}
        items={items}
        className={`${look} border-transparent pr-1 pl-3.5 font-medium`}
      />
      <Link
        href={removeHref}
        prefetch={false}
        scroll={false}
        className="grid min-h-9 min-w-8 place-items-center rounded-control text-accent no-underline hover:bg-wash-strong max-md:min-h-11 max-md:min-w-11"
      >
        <span aria-hidden="true">×</span>
        <span className="sr-only">
          Remove {label}: {value}
        </span>
      </Link>
    </span>
  );
}

const look =
  "inline-flex min-h-9 shrink-0 items-center rounded-control border py-1.25 text-small whitespace-nowrap " +
  "transition-colors duration-(--quick) max-md:min-h-11 print:hidden";
const unset = "border-control bg-paper px-3.5 hover:bg-wash";
