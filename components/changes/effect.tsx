import { verdictColour } from "#components/changes/verdict-look.ts";
import { classNames } from "#components/ui/class-names.ts";
import { toneOf } from "#lib/core/charts/chart.ts";
import { type EffectText, effectText } from "#lib/core/effect-text.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";

type EffectProps = {
  verdict: Pick<Verdict, "effect" | "unit" | "outcome" | "reason">;
  /** `value` alone only where the interval stands in its own column. */
  show?: "both" | "value" | "interval";
  /** On phones the interval stands under the value: for cells of narrow tables. */
  stacked?: boolean;
};

/** How much it moved, in the colour of its outcome, with its interval. */
export function Effect({ verdict, show = "both", stacked }: EffectProps) {
  const text = effectText(verdict);
  if (text.value === null) return null;
  const value = (
    <span
      className={classNames("font-strong whitespace-nowrap tabular-nums", verdictColour[toneOf(verdict)])}
    >
      {shortPoints(text, text.value)}
    </span>
  );
  const interval = text.interval && (
    <span className="text-small whitespace-nowrap tabular-nums text-ink-muted">
      {text.interval.replace(/\u00a0(%|points)$/, "")}
    </span>
  );
  if (show === "value") return value;
  if (show === "interval") return interval || null;
  return (
    <span className="whitespace-nowrap">
      {value}{" "}
      <span className={stacked ? "max-md:block" : undefined}>
        {interval || <span className="text-small text-ink-muted">reported</span>}
      </span>
    </span>
  );
}

function shortPoints(text: EffectText, value: string): string {
  return text.kind === "points" ? value.replace(/points?$/, "pts") : value;
}
