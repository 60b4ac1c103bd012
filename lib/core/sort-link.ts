import { listHref } from "#lib/core/list-address.ts";

/** The link of a sortable column head: the other direction when it is sorted already, else its first one. */
export function sortLink(
  path: string,
  address: Record<string, string | undefined>,
  column: string,
  first: string,
): { href: string; sorted: "ascending" | "descending" | null } {
  const current = address.sort ?? "-applied";
  const sorted =
    current.replace("-", "") !== column ? null : current.startsWith("-") ? "descending" : "ascending";
  const next = sorted === null ? first : sorted === "ascending" ? `-${column}` : column;
  return { href: listHref(path, address, { sort: next }), sorted };
}
