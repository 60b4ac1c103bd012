/**
 * The value of an argument as a GraphQL query writes it: `name: { key: "text", list: [1, TWO] }`. Words that are not
 * true, false or null are texts, and $variables are looked up. Undefined where there is none, or where it cannot be read.
 */
export function graphqlArgument(
  query: string,
  name: string,
  variables: Record<string, unknown> = {},
): unknown {
  const tokens = query.match(tokenPattern) ?? [];
  const at = tokens.findIndex((token, index) => token === name && tokens[index + 1] === ":" && index > 0);
  if (at < 0) return undefined;
  const reader = { tokens, at: at + 2, variables };
  return valueAt(reader, 0);
}

type Reader = { tokens: string[]; at: number; variables: Record<string, unknown> };

const tokenPattern =
  /"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|\$?[A-Za-z_]\w*|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\]():!=]/g;
const deepest = 20;

function valueAt(reader: Reader, depth: number): unknown {
  const token = reader.tokens[reader.at++];
  if (token === undefined || depth > deepest) return undefined;
  if (token === "{") return objectAt(reader, depth);
  if (token === "[") return listAt(reader, depth);
  if (token.startsWith('"""')) return token.slice(3, -3).trim();
  if (token.startsWith('"')) return textOf(token);
  if (token.startsWith("$")) return reader.variables[token.slice(1)];
  if (/^-?\d/.test(token)) return Number(token);
  const words: Record<string, unknown> = { true: true, false: false, null: null };
  return Object.hasOwn(words, token) ? words[token] : token;
}

function objectAt(reader: Reader, depth: number): Record<string, unknown> | undefined {
  const entries: [string, unknown][] = [];
  while (reader.tokens[reader.at] !== "}") {
    const key = reader.tokens[reader.at++];
    if (key === undefined || reader.tokens[reader.at++] !== ":") return undefined;
    entries.push([key, valueAt(reader, depth + 1)]);
  }
  reader.at += 1;
  return Object.fromEntries(entries);
}

function listAt(reader: Reader, depth: number): unknown[] | undefined {
  const items: unknown[] = [];
  while (reader.tokens[reader.at] !== "]") {
    if (reader.at >= reader.tokens.length) return undefined;
    items.push(valueAt(reader, depth + 1));
  }
  reader.at += 1;
  return items;
}

function textOf(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token.slice(1, -1);
  }
}
