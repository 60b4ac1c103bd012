/** Which side a result file is probably from, told by its name; null where the name does not tell. */
export function sideOfName(name: string): "before" | "after" | null {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const before = words.some((word) => beforeWords.includes(word));
  const after = words.some((word) => afterWords.includes(word));
  if (before === after) return null;
  return before ? "before" : "after";
}

/** The name without its side and its ending: `p95` for `p95.before.json`. */
export function wordsWithoutSide(name: string): string {
  const words = name
    .replace(/\.[a-z0-9]+$/i, "")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "" && ![...beforeWords, ...afterWords].includes(word.toLowerCase()));
  return words.join("-");
}

const beforeWords = ["before", "base", "baseline", "old", "prior", "control", "v1"];
const afterWords = ["after", "new", "changed", "candidate", "optimized", "optimised", "treatment", "v2"];
