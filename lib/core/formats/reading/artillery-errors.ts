/**
 * How many requests version 2 of artillery sent, how many were answered, and how many failed: bad statuses, no answer,
 * and answers in which something expected was missing. The last stand under `errors` beside those without an answer.
 */
export function artilleryErrors(counters: Readonly<Record<string, number>>): {
  answered: number;
  requests: number;
  errors: number;
} {
  const sumOf = (pattern: RegExp) =>
    Object.entries(counters).reduce((sum, [name, count]) => sum + (pattern.test(name) ? count : 0), 0);
  const answered = counters["http.responses"] ?? 0;
  const named = sumOf(/^errors\.[^/]+$/);
  const requests = Math.max(answered, counters["http.requests"] ?? answered + named);
  const failed = sumOf(/^http\.codes\.[145]\d\d$/) + Math.max(named, requests - answered);
  return { answered, requests, errors: Math.min(requests, failed) };
}
