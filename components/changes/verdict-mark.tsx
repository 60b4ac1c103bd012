import type { ReactNode } from "react";
import { verdictColour } from "#components/changes/verdict-look.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { ShownVerdict } from "#lib/core/outcome-words.ts";

type VerdictMarkProps = {
  outcome: ShownVerdict;
  /** 16 px beside a word, 28 px before a verdict sentence (22 on phones). */
  size?: "inline" | "large";
  /** How much of the measuring is done, 0 to 1. */
  progress?: number;
  className?: string;
};

/**
 * Fill is the grade, glyph is the outcome: solid is proven, outlined is reported, dotted is inconclusive, a ring that
 * closes is measuring. It is always followed by the word, so it is silent.
 */
export function VerdictMark({ outcome, size = "inline", progress = 0.7, className }: VerdictMarkProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={classNames(
        "flex-none print-exact",
        size === "inline" ? "size-4" : "size-7 max-md:size-5.5",
        verdictColour[outcome],
        className,
      )}
    >
      {outcome === "measuring" ? <Ring progress={progress} /> : drawings[outcome]}
    </svg>
  );
}

function Ring({ progress }: { progress: number }) {
  return (
    <>
      <circle cx="8" cy="8" r="7.25" stroke="var(--rule-strong)" strokeWidth="1.5" />
      <circle
        cx="8"
        cy="8"
        r="7.25"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="butt"
        pathLength="1"
        strokeDasharray={`${Math.min(Math.max(progress, 0), 1)} 1`}
        transform="rotate(-90 8 8)"
      />
    </>
  );
}

function solid(glyph: string): ReactNode {
  return (
    <>
      <circle cx="8" cy="8" r="8" fill="currentColor" />
      <path d={glyph} stroke="var(--on-outcome)" strokeWidth="1.7" />
    </>
  );
}

const drawings: Record<Exclude<ShownVerdict, "measuring">, ReactNode> = {
  improved: solid("M4.6 8.3l2.4 2.4 4.5-5"),
  regressed: solid("M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"),
  unchanged: solid("M4.9 6.5h6.2M4.9 9.6h6.2"),
  inconclusive: (
    <>
      <circle cx="8" cy="8" r="7.1" stroke="currentColor" strokeWidth="1.7" strokeDasharray="0.1 3.086" />
      <path
        d="M6.2 6.3c0-1.1.8-1.8 1.8-1.8s1.8.7 1.8 1.7c0 1.3-1.8 1.4-1.8 2.7"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <path d="M8 11.3v.05" stroke="currentColor" strokeWidth="2" />
    </>
  ),
  reported: (
    <>
      <circle cx="8" cy="8" r="7.25" stroke="currentColor" strokeWidth="1.4" />
      <path
        d="M6.9 5.6c-1.5.5-2 1.6-2 2.9M11 5.6c-1.5.5-2 1.6-2 2.9"
        stroke="currentColor"
        strokeWidth="1.3"
      />
      <path d="M5.6 9.3v.1M9.7 9.3v.1" stroke="currentColor" strokeWidth="2.6" />
    </>
  ),
};
