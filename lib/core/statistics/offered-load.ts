/**
 * A closed-loop tool sends its next request when the last is answered, so that a server is offered as much as it answers.
 * Response times then compare at equal load only (throughput within 2 %), or where the load works against what they say:
 * quicker answers under more load are quicker all the more. Quicker ones under less load may be the load's doing.
 */

const EQUAL = 0.02;

export function isUnequalLoad(ratio: number | undefined): ratio is number {
  return ratio !== undefined && Math.abs(ratio - 1) > EQUAL;
}

/** Response times moved as the load alone would have moved them. */
export function shiftsWithLoad(ratio: number | undefined, improved: boolean): boolean {
  return isUnequalLoad(ratio) && (improved ? ratio < 1 : ratio > 1);
}
