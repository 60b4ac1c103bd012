import Link from "next/link";
import { Menu } from "#components/ui/menu.tsx";
import { listHref } from "#lib/core/list-address.ts";

type FilterMenuProps<Name extends string> = {
  label: string;
  /** The list's path, what its address says now, and the part of the address that this filter sets. */
  path: string;
  address: Partial<Record<Name, string>>;
  name: Name;
  options: { value: string; label: string }[];
};

/** One filter of a list: a button with its choices; once set it says so, and can be changed or taken away. */
export function FilterMenu<Name extends string>(props: FilterMenuProps<Name>) {
  const { label, path, address, name, options } = props;
  const items = options.map((option) => ({
    label: option.label,
    href: listHref(path, address, { [name]: option.value }),
    current: option.value === address[name],
  }));
  const value = items.find((item) => item.current)?.label;
  if (value === undefined) return <Menu label={label} items={items} className={`${look} ${unset}`} />;
  return (
    <span className="inline-flex max-w-full shrink-0 rounded-control bg-accent-wash text-accent">
      <Menu
        label={`${label}: ${value}`}
        items={items}
        className={`${look} min-w-0 max-md:shrink border-transparent pr-1 pl-3.5 text-left font-medium max-md:whitespace-normal`}
      />
      <Link
        href={listHref(path, address, { [name]: null })}
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
