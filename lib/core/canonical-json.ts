/**
 * JSON in the one form that RFC 8785 allows: names in the order of their UTF-16 units, numbers and texts as ECMAScript
 * writes them, no space. The same value gives the same bytes anywhere, so it can be hashed.
 */

/** Throws for what JSON cannot say (NaN, a lone surrogate, undefined in a list): a hash must not paper over it. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return textOf(value);
  if (typeof value === "number") return numberOf(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object") return objectOf(value as Record<string, unknown>);
  throw new TypeError(`JSON cannot say ${typeof value}.`);
}

function objectOf(value: Record<string, unknown>): string {
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  // The default order of sort() is that of UTF-16 units, as the RFC asks for.
  const members = names.sort().map((name) => `${textOf(name)}:${canonicalJson(value[name])}`);
  return `{${members.join(",")}}`;
}

function textOf(text: string): string {
  if (!text.isWellFormed()) throw new TypeError("A text with half a character has no canonical form.");
  return JSON.stringify(text);
}

function numberOf(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`JSON cannot say ${value}.`);
  return JSON.stringify(value);
}
