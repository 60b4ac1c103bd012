/** What an edit changed, for the record's history: field by field, before and after. Unchanged fields are left out. */
export function differences<Fields extends Record<string, unknown>>(
  before: Fields,
  after: Partial<Fields>,
): Record<string, { before: unknown; after: unknown }> {
  const changed: Record<string, { before: unknown; after: unknown }> = {};
  for (const [field, value] of Object.entries(after)) {
    if (value === undefined) continue;
    const old = before[field];
    if (plain(old) !== plain(value)) changed[field] = { before: asJson(old), after: asJson(value) };
  }
  return changed;
}

function plain(value: unknown): string {
  return JSON.stringify(asJson(value), sortKeys) ?? "null";
}

function asJson(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : (value ?? null);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
