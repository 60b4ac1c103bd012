import type { ShownVerdict } from "#lib/core/outcome-words.ts";

/** The colour of an outcome; never used without its mark and word. */
export const verdictColour: Record<ShownVerdict, string> = {
  improved: "text-improved",
  regressed: "text-regressed",
  unchanged: "text-unchanged",
  inconclusive: "text-inconclusive",
  reported: "text-ink-soft",
  measuring: "text-ink-muted",
};
