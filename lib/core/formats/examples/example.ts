import { readFileSync } from "node:fs";

/** The text of an example file. For tests. */
export function example(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}
