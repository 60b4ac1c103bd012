/** What importers' metric names are called in a sentence. A name that is not known is written as it is. */

const STATISTICS: Record<string, string> = { mean: "mean", max: "longest", p50: "median" };

const NAMES: Record<string, string> = {
  throughput: "throughput",
  goodput: "rate of good answers",
  "error-rate": "error rate",
  transfer: "transfer rate",
  "response-size": "answer size",
  "query.calls": "number of calls",
  "first-contentful-paint": "first contentful paint",
  "largest-contentful-paint": "largest contentful paint",
  "total-blocking-time": "total blocking time",
  "cumulative-layout-shift": "layout shift",
  "speed-index": "speed index",
  interactive: "time to interactive",
  "max-potential-fid": "longest possible first input delay",
  "server-response-time": "server response time",
  "total-byte-weight": "page weight",
  "performance-score": "performance score",
  availability: "availability",
  outages: "number of outages",
  value: "value",
};

const FAMILIES: Record<string, string> = {
  latency: "response time",
  time: "run time",
  query: "query time",
};

/** "p95 response time", "throughput", "mean query time". */
export function metricName(metric: string): string {
  const known = NAMES[metric];
  if (known) return known;
  const [family = "", statistic = ""] = metric.split(/\.(.*)/s);
  const base = FAMILIES[family];
  if (!base) return metric;
  if (statistic === "") return base;
  return `${STATISTICS[statistic] ?? statistic} ${base}`;
}

/** With a capital letter where the sentence begins, except before a number: "p95 response time fell". */
export function sentenceStart(name: string): string {
  return /^p\d/.test(name) ? name : name.charAt(0).toUpperCase() + name.slice(1);
}
