import { TextLink } from "#components/ui/text-link.tsx";
import { type PredictionTally, predictionSentence } from "#lib/roadmap/prediction-score.ts";

/** How good the last four quarters' predictions were, in one sentence. */
export function PredictionLine({ tally }: { tally: PredictionTally }) {
  const sentence = predictionSentence(tally);
  if (!sentence) return null;
  return (
    <p className="max-w-measure text-small text-ink-muted">
      {sentence} <TextLink href="/roadmap/predictions">By team and quarter</TextLink>
    </p>
  );
}
