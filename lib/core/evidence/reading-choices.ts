import type { CompareFilesInput } from "./compare-files.ts";

/** What people say about dropped files beyond their side, as typed; empty text says nothing. */
export type ReadingChoices = {
  order: "" | "interleaved" | "blocks";
  /** For quantities whose name does not tell. */
  better: "" | "lower" | "higher";
  beforePart: string;
  afterPart: string;
  /** `key=value` pairs with commas between them. */
  select: string;
  /** Why unlike conditions may be compared. */
  override: string;
};

export const noChoices: ReadingChoices = {
  order: "",
  better: "",
  beforePart: "",
  afterPart: "",
  select: "",
  override: "",
};

export type ChosenReading = Pick<
  CompareFilesInput,
  "order" | "better" | "beforePart" | "afterPart" | "select" | "override"
>;

/** The choices as the comparison takes them, or the faults in them by field. */
export function chosenReading(choices: ReadingChoices): {
  reading: ChosenReading;
  faults: Partial<Record<keyof ReadingChoices, string>>;
} {
  const faults: Partial<Record<keyof ReadingChoices, string>> = {};
  const part = (name: "beforePart" | "afterPart") => {
    const text = choices[name].trim();
    if (text === "") return undefined;
    if (/^\d{1,4}$/.test(text)) return Number(text);
    faults[name] = "Give a whole number, counted from 0.";
    return undefined;
  };
  const select = selectionOf(choices.select);
  if (select === null) faults.select = "Write key=value, several with commas between them.";
  const reason = choices.override.trim();
  const reading = {
    order: choices.order === "" ? undefined : choices.order,
    better: choices.better === "" ? undefined : choices.better,
    beforePart: part("beforePart"),
    afterPart: part("afterPart"),
    select: select ?? undefined,
    override: reason === "" ? undefined : { reason },
  };
  return { reading, faults };
}

/** Undefined for nothing, null for what is no list of pairs. */
function selectionOf(text: string): Record<string, string> | undefined | null {
  const pairs = text
    .split(",")
    .map((pair) => pair.trim())
    .filter((pair) => pair !== "");
  if (pairs.length === 0) return undefined;
  const split = pairs.map((pair) => /^([^=]+)=(.*)$/s.exec(pair));
  if (split.some((found) => found === null)) return null;
  return Object.fromEntries(split.map((found) => [found?.[1]?.trim() ?? "", found?.[2]?.trim() ?? ""]));
}
