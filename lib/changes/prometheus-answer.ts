/**
 * Points as Prometheus itself answers query_range: the form in which fetched series are kept as evidence, so that any
 * tool that reads Prometheus reads them, and the verdict can be computed again from the file alone. Missing is missing.
 */
export function prometheusAnswer(
  labels: Record<string, string>,
  points: { at: number; value: number | null }[],
): string {
  const values = points.flatMap(({ at, value }) => (value === null ? [] : [[at / 1000, String(value)]]));
  const data = { resultType: "matrix", result: [{ metric: labels, values }] };
  return `${JSON.stringify({ status: "success", data })}\n`;
}
