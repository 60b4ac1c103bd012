import { Finding } from "#components/changes/finding.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { placeboLine } from "#lib/changes/measurement-chart.ts";
import { type PredictionResult, statusNames } from "#lib/changes/model.ts";
import type { Change } from "#lib/changes/schema.ts";
import { toneOf } from "#lib/core/charts/chart.ts";
import { gradeInWords, reasonInWords } from "#lib/core/outcome-words.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { formatPercentRange } from "#lib/core/units.ts";
import { listInWords } from "#lib/core/words.ts";

type ChangeFindingProps = {
  change: Change;
  /** The changes that the verdict belongs to as well. */
  sharing?: { number: number; sameMetric: boolean }[];
  mayMeasure: boolean;
};

/** What the record found, before anything else: its verdict's sentence, or what is still missing. */
export function ChangeFinding({ change, sharing = [], mayMeasure }: ChangeFindingProps) {
  const verdict = change.primary?.verdict;
  if (verdict) {
    return (
      <Finding
        outcome={toneOf(verdict)}
        sentence={verdict.sentence}
        note={<Note change={change} sharing={sharing} verdict={verdict} />}
      />
    );
  }
  return (
    <section aria-label="Verdict" className="border-t border-rule-head pt-5">
      <p className="font-serif text-finding font-medium tracking-tight">No verdict yet</p>
      <p className="mt-2.5 text-small text-ink-soft">
        {statusNames[change.status]}. Applied is not effective: only evidence makes it so.{" "}
        {mayMeasure && (
          <TextLink href={`/changes/${change.number}/evidence`}>Add before and after measurements</TextLink>
        )}
      </p>
    </section>
  );
}

const predictionWords: Record<PredictionResult, string> = {
  met: "met",
  above: "exceeded",
  below: "too hopeful",
  "not-provable": "not provable so far",
};

/** Members that were measured by another metric have a verdict of their own; all are one result. */
function sharedWords(sharing: NoteProps["sharing"]): string {
  const named = (all: NoteProps["sharing"]) => listInWords(all.map(({ number }) => `C-${number}`));
  const same = sharing.filter(({ sameMetric }) => sameMetric);
  if (same.length === sharing.length) return `It is also the verdict of ${named(same)} and counts once.`;
  return `By the data it cannot be told apart from ${named(sharing)}; together they count once.`;
}

type NoteProps = Required<Pick<ChangeFindingProps, "change" | "sharing">> & { verdict: Verdict };

function Note({ change, sharing, verdict }: NoteProps) {
  const { prediction } = change;
  const standing =
    verdict.reason === "summary-only"
      ? ", one number a side: it counts for nothing until runs prove it."
      : verdict.reason
        ? `: ${reasonInWords(verdict.reason, verdict.grade)}.`
        : `, ${gradeInWords(verdict.grade)}.`;
  const deciding = change.measurements.find((measurement) => measurement.primary);
  const placebo = deciding && placeboLine(deciding);
  return (
    <>
      {standing}
      {placebo && ` ${placebo}`}
      {sharing.length > 0 && ` ${sharedWords(sharing)}`}
      {prediction?.result &&
        ` Predicted ${formatPercentRange(prediction.low, prediction.high)}: ${predictionWords[prediction.result]}.`}
      {change.overridden && ` Marked verified by a reviewer all the same: ${change.statusReason}`}
      {change.status === "rolled-back" && ` Rolled back: ${change.statusReason}`}
      {change.status === "abandoned" && ` Abandoned: ${change.statusReason}`}
    </>
  );
}
