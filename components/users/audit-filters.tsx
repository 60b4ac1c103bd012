import { FilterBar } from "#components/ui/filter-bar.tsx";
import { FilterMenu } from "#components/ui/filter-menu.tsx";
import { formatDate } from "#lib/core/time.ts";

export const auditPath = "/settings/audit";

export const auditAddressNames = ["q", "action", "object", "objectId", "from", "to", "cursor"] as const;
export type AuditAddress = Partial<Record<(typeof auditAddressNames)[number], string>>;

type AuditFiltersProps = { address: AuditAddress; actions: string[]; summary: string; now: Date };

/** By whom, which action, since when, and the one object whose history was asked for; the address holds them all. */
export function AuditFilters({ address, actions, summary, now }: AuditFiltersProps) {
  const { q = "", cursor: _cursor, ...keep } = address;
  const { object, objectId, from } = address;
  const menu = (label: string, name: keyof AuditAddress, options: { value: string; label: string }[]) => (
    <FilterMenu label={label} path={auditPath} address={address} name={name} options={options} />
  );
  return (
    <FilterBar
      searchLabel="By whom: e-mail or portal"
      action={auditPath}
      query={q}
      keep={keep}
      summary={summary}
    >
      {menu(
        "Action",
        "action",
        actions.map((value) => ({ value, label: value })),
      )}
      {menu("Since", "from", daysToChoose(now, from))}
      {object && !objectId && menu("On", "object", [{ value: object, label: object }])}
      {object && objectId && menu("On", "objectId", [{ value: objectId, label: `${object} ${objectId}` }])}
    </FilterBar>
  );
}

const day = 86_400_000;

function daysToChoose(now: Date, chosen: string | undefined) {
  const days = [0, 1, 7, 30, 90, 365].map((ago) =>
    new Date(now.getTime() - ago * day).toISOString().slice(0, 10),
  );
  const all = chosen && !days.includes(chosen) ? [chosen, ...days] : days;
  return all.map((value) => ({ value, label: labelOf(value) }));
}

/** What somebody typed into the address is shown as it is where it is no day. */
function labelOf(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    ? formatDate(new Date(value))
    : value;
}
