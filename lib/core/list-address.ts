/** A list's state lives in its address: filters, search, sort and the page's key. */

type SearchParams = Record<string, string | string[] | undefined>;

/** The named parameters that were given and not empty; a repeated one counts once. */
export function oneOf<Name extends string>(
  params: SearchParams,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const address: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = [params[name]].flat()[0];
    if (value) address[name] = value;
  }
  return address;
}

/** The address with some parts changed (`null` removes). A new filter or order starts at the first page. */
export function listHref(
  path: string,
  address: Record<string, string | undefined>,
  change: Record<string, string | null>,
): string {
  const { cursor: _cursor, ...kept } = address;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...kept, ...change })) if (value) query.set(name, value);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
