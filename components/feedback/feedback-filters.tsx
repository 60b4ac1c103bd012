import { FilterBar } from "#components/ui/filter-bar.tsx";
import { FilterMenu } from "#components/ui/filter-menu.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { listHref } from "#lib/core/list-address.ts";
import type { FeedbackStatus } from "#lib/feedback/schema.ts";

export type FeedbackAddress = Partial<
  Record<"q" | "system" | "status" | "change" | "about" | "mine" | "sort" | "cursor", string>
>;

type FeedbackFiltersProps = {
  address: FeedbackAddress;
  summary: string;
  systems: { key: string; name: string }[];
  statuses: FeedbackStatus[];
};

const path = "/feedback";

/** Search, order and filters of the feedback list; the address holds them all. */
export function FeedbackFilters({ address, summary, systems, statuses }: FeedbackFiltersProps) {
  const { q = "", cursor: _cursor, ...keep } = address;
  const menu = (label: string, name: keyof FeedbackAddress, options: { value: string; label: string }[]) => (
    <FilterMenu label={label} path={path} address={address} name={name} options={options} />
  );
  return (
    <FilterBar searchLabel="Search feedback" action={path} query={q} keep={keep} summary={summary}>
      <div className="flex-none">
        <Segments
          label="Order"
          segments={[
            {
              label: "Most votes",
              href: listHref(path, address, { sort: null }),
              current: address.sort === undefined,
            },
            {
              label: "Newest",
              href: listHref(path, address, { sort: "-created" }),
              current: address.sort === "-created",
            },
          ]}
        />
      </div>
      {menu("Mine", "mine", [
        { value: "sent", label: "Sent by me" },
        { value: "voted", label: "Voted by me" },
        { value: "followed", label: "Followed by me" },
      ])}
      {menu(
        "System",
        "system",
        systems.map(({ key, name }) => ({ value: key, label: name })),
      )}
      {menu(
        "Status",
        "status",
        statuses.map(({ key, name }) => ({ value: key, label: name })),
      )}
    </FilterBar>
  );
}
