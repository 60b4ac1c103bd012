import type { Verdict } from "#lib/core/statistics/verdict.ts";

/** What became of a stored verdict when it was computed again. */
export type Recomputation = {
  /** `agrees`: another version of the engine, the same result. `other-engine`: another version, another result. */
  found: "same" | "agrees" | "other-engine" | "differs";
  sentence: string;
};

/**
 * Two verdicts as their bytes, the stored one and the one computed now. `refusal` is said in place of the second where this
 * version will not read the files any more.
 */
export function recomputationOf(
  stored: string,
  computed: { verdict: string } | { engine: string; refusal: string },
): Recomputation {
  if ("verdict" in computed && computed.verdict === stored) {
    return {
      found: "same",
      sentence: "Computed again just now from the stored files: the same verdict, byte for byte.",
    };
  }
  const before: Verdict = JSON.parse(stored);
  if ("refusal" in computed) {
    const { engine, refusal } = computed;
    return otherEngine(before, engine, `gives none from the same files: ${refusal}`);
  }
  const now: Verdict = JSON.parse(computed.verdict);
  if (before.engine === now.engine) {
    return {
      found: "differs",
      sentence:
        "Computed again just now from the stored files, the verdict differs from the stored one, though the same version of the engine made it. Tell an admin.",
    };
  }
  const parts = differingParts(before, now);
  if (parts.length === 0) {
    return {
      found: "agrees",
      sentence: `Version ${before.engine} of the engine made this verdict. Computed again just now from the stored files by version ${now.engine}: the same result.`,
    };
  }
  if (before.sentence !== now.sentence) {
    return otherEngine(before, now.engine, `says of the same files: ${now.sentence}`);
  }
  return otherEngine(before, now.engine, `says the same in words, but differs in ${parts.join(", ")}.`);
}

function otherEngine({ engine }: Verdict, now: string, says: string): Recomputation {
  const kept = `The stored one stays as it was decided; add the files again for a verdict of version ${now}.`;
  return {
    found: "other-engine",
    sentence: `Version ${engine} of the engine made this verdict; version ${now} ${says} ${kept}`,
  };
}

// Which version made it, and the fingerprint of the inputs in that version's manner, are no result.
function differingParts({ engine: _, seed: __, ...before }: Verdict, now: Verdict): string[] {
  return Object.entries(before).flatMap(([key, value]) =>
    JSON.stringify(value) === JSON.stringify(now[key as keyof Verdict]) ? [] : [words[key] ?? key],
  );
}

const words: Record<string, string> = {
  errorRate: "error rate",
  minimumEffect: "smallest effect that matters",
  smallestDetectable: "smallest detectable effect",
};
