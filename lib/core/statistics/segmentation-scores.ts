/** How well change points agree with those of several annotators (van den Burg & Williams, arXiv 2003.06222). */

export type Annotations = Record<string, readonly number[]>;

/** Precision over the union of annotations, recall averaged over annotators; index 0 always counts as found. */
export function changePointScore(
  annotations: Annotations,
  predictions: readonly number[],
  margin = 5,
): number {
  const annotators = Object.values(annotations).map(withStart);
  const union = [...new Set(annotators.flat())];
  const found = withStart(predictions);
  const precision = matches(union, found, margin) / found.length;
  const recalls = annotators.map((truth) => matches(truth, found, margin) / truth.length);
  const recall = recalls.reduce((a, b) => a + b, 0) / recalls.length;
  return (2 * precision * recall) / (precision + recall);
}

/** Mean over annotators of the Jaccard overlap of each of their segments with its best match, weighted by length. */
export function coveringScore(annotations: Annotations, predictions: readonly number[], n: number): number {
  const found = segments(predictions, n);
  const scores = Object.values(annotations).map((truth) => {
    const covered = segments(truth, n).map((segment) => {
      const best = Math.max(...found.map((other) => overlap(segment, other)));
      return (segment.end - segment.start) * best;
    });
    return covered.reduce((a, b) => a + b, 0) / n;
  });
  return scores.reduce((a, b) => a + b, 0) / scores.length;
}

// Each true point may claim one prediction, the nearest that is still free.
export function matches(truth: readonly number[], predictions: readonly number[], margin: number): number {
  const free = new Set(predictions);
  let count = 0;
  for (const point of truth) {
    const near = [...free].filter((x) => Math.abs(x - point) <= margin);
    near.sort((a, b) => Math.abs(a - point) - Math.abs(b - point));
    const [first] = near;
    if (first === undefined) continue;
    free.delete(first);
    count += 1;
  }
  return count;
}

type Segment = { start: number; end: number };

function withStart(points: readonly number[]): number[] {
  return [...new Set([0, ...points])].sort((a, b) => a - b);
}

function segments(points: readonly number[], n: number): Segment[] {
  const starts = withStart(points).filter((point) => point < n);
  return starts.map((start, i) => ({ start, end: starts[i + 1] ?? n }));
}

function overlap(a: Segment, b: Segment): number {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return common <= 0 ? 0 : common / (Math.max(a.end, b.end) - Math.min(a.start, b.start));
}
