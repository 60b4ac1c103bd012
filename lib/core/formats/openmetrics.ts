import { bucketQuantile } from "#lib/core/statistics/bucket-quantile.ts";
import type { Format, ParsedFile, ParseOptions, Quantity } from "./parsed.ts";
import { columnMeaning } from "./reading/column-name.ts";
import { readScrape, type Sample, type Scrape } from "./reading/exposition.ts";
import { faultyFile } from "./reading/faults.ts";
import { isoTime } from "./reading/iso-time.ts";
import { firstLines } from "./reading/source-text.ts";

/**
 * A scrape, or the difference of two. Histograms and summaries give their mean and, from the buckets, percentiles;
 * gauges their value at the (later) scrape. Counters have no rate without a time between the scrapes.
 */
export const openMetrics: Format = {
  name: "openmetrics",
  tool: "prometheus exposition",
  detects: "text with “# TYPE name counter|gauge|histogram|summary” lines (OpenMetrics or Prometheus text)",
  gives: "summary",
  detect: (head) =>
    firstLines(head, 40).some((line) =>
      /^# TYPE \S+ (counter|gauge|histogram|summary|info|unknown|untyped|stateset)/.test(line),
    ),
  parse,
};

function parse(text: string, fileName: string, options: ParseOptions): ParsedFile {
  const scrape = selected(readScrape(text, fileName), options.select);
  const since = options.since
    ? selected(readScrape(options.since.text, options.since.name), options.select)
    : null;
  const { grown, wereReset } = growth(scrape.samples, since?.samples ?? []);
  const families = familiesIn(scrape);
  const quantities = [
    ...families.flatMap((family) => familyQuantities(family, grown)),
    ...gaugeQuantities(scrape),
  ];
  if (quantities.length === 0)
    throw faultyFile(fileName, "there is no histogram, summary or single gauge in it.");
  const at = scrape.samples.find((sample) => sample.at !== null)?.at ?? null;
  const message = `Counters were reset between the scrapes before ${fileName}; they count from the reset.`;
  return {
    format: "openmetrics",
    tool: "prometheus exposition",
    version: null,
    runs: [
      {
        name: fileName,
        startedAt: isoTime(since?.samples.find((sample) => sample.at !== null)?.at ?? at),
        quantities,
        each: "request",
        samples: {},
        series: {},
        errorRate: errorRateOf(grown, families),
      },
    ],
    environment: {},
    warnings: wereReset ? [{ code: "counter-reset", message }] : [],
    ...(since ? {} : startOf(scrape)),
  };
}

function startOf({ samples }: Scrape): { countedFrom?: string } {
  const started = samples.find(({ name }) => name === "process_start_time_seconds");
  return started?.value == null ? {} : { countedFrom: `${started.value} ${JSON.stringify(started.labels)}` };
}

function selected(scrape: Scrape, select: Record<string, string> = {}): Scrape {
  const wanted = Object.entries(select);
  // A sample without the label is not of another kind; it just has none (process_resident_memory_bytes).
  const samples = scrape.samples.filter(({ labels }) =>
    wanted.every(([key, value]) => labels[key] === undefined || labels[key] === value),
  );
  return { ...scrape, samples };
}

/** Values since the earlier scrape. A counter that fell was reset, and counts from zero. */
function growth(later: Sample[], earlier: Sample[]): { grown: Sample[]; wereReset: boolean } {
  const before = new Map(earlier.map((sample) => [keyOf(sample), sample.value]));
  let wereReset = false;
  const grown = later.map((sample) => {
    const start = before.get(keyOf(sample)) ?? 0;
    if (sample.value === null || !/(_total|_sum|_count|_bucket)$/.test(sample.name)) return sample;
    if (sample.value < start) wereReset = true;
    return { ...sample, value: sample.value < start ? sample.value : sample.value - start };
  });
  return { grown, wereReset };
}

function keyOf({ name, labels }: Sample): string {
  const pairs = Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([name, pairs]);
}

/** Histograms and summaries: what has a sum and a count. */
function familiesIn(scrape: Scrape): string[] {
  const names = new Set(scrape.samples.map((sample) => sample.name));
  return [...names].flatMap((name) => {
    const family = /^(.*)_sum$/.exec(name)?.[1];
    return family !== undefined && names.has(`${family}_count`) ? [family] : [];
  });
}

function familyQuantities(family: string, samples: Sample[]): Quantity[] {
  const total = (name: string) =>
    samples.reduce((sum, sample) => sum + (sample.name === name ? (sample.value ?? 0) : 0), 0);
  const count = total(`${family}_count`);
  if (count <= 0) return [];
  const meaning = columnMeaning(family);
  const buckets = new Map<number, number>();
  for (const { name, labels, value } of samples) {
    if (name !== `${family}_bucket` || value === null) continue;
    const edge = labels.le === "+Inf" ? Number.POSITIVE_INFINITY : Number(labels.le);
    buckets.set(edge, (buckets.get(edge) ?? 0) + value);
  }
  const percentiles = [50, 90, 95, 99].flatMap((percent): Quantity[] => {
    const found = bucketQuantile(buckets, percent / 100);
    return found === null
      ? []
      : [
          {
            name: `${family}.p${percent}`,
            ...meaning,
            value: found.value,
            n: count,
            resolution: found.width,
            bounds: found.bounds,
          },
        ];
  });
  return [
    { name: `${family}.mean`, ...meaning, value: total(`${family}_sum`) / count, n: count },
    ...percentiles,
  ];
}

/** A gauge with several label sets is several things; it must be selected by its labels. */
function gaugeQuantities({ samples, types }: Scrape): Quantity[] {
  const gauges = samples.filter((sample) => types.get(sample.name) === "gauge");
  const names = new Map<string, number>();
  for (const { name } of gauges) names.set(name, (names.get(name) ?? 0) + 1);
  return gauges.flatMap((gauge): Quantity[] => {
    const isSole = names.get(gauge.name) === 1;
    if (!isSole || gauge.value === null || /(_info|_created)$/.test(gauge.name) || isMoment(gauge)) return [];
    return [{ name: gauge.name, ...columnMeaning(gauge.name), value: gauge.value, n: null }];
  });
}

/** When something happened, not how long it took: seconds since 1970, or 0 where it never did. */
function isMoment({ name, value }: Sample): boolean {
  return /_(time|timestamp)(_seconds)?$/.test(name) && (value === 0 || (value ?? 0) > 1e9);
}

const statusLabels = ["status", "code", "status_code", "http_status_code", "http_response_status_code"];

/** From the status labels of the request counts, where there are such. */
function errorRateOf(samples: Sample[], families: string[]): number | null {
  let all = 0;
  let bad = 0;
  for (const { name, labels, value } of samples) {
    const isCount = families.some((family) => name === `${family}_count`) || /requests_total$/.test(name);
    const status = statusLabels.map((label) => labels[label]).find((text) => text !== undefined);
    if (!isCount || status === undefined || !/^[1-5](\d\d|xx)$/i.test(status)) continue;
    all += value ?? 0;
    if (/^[45]/.test(status)) bad += value ?? 0;
  }
  return all > 0 ? bad / all : null;
}
