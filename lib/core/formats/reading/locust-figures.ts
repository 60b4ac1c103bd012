/**
 * The step in which Locust keeps a response time for its percentiles: whole ms below 100 ms, above that two digits
 * (147 ms counts as 150, 3,432 ms as 3,400). The mean and the longest are exact.
 */
export function locustStep(ms: number): number {
  if (ms < 100) return 1;
  if (ms < 1000) return 10;
  return ms < 10_000 ? 100 : 1000;
}

/**
 * Locust gives a refused connection a response time too. Where every request failed and no byte came, none was answered.
 * `null` where that cannot be told.
 */
export function answersIn(
  requests: number | null,
  failures: number | null,
  bytes: number | null,
): number | null {
  if (requests === null || failures === null || bytes === null) return requests;
  return failures >= requests && bytes === 0 ? 0 : requests;
}
