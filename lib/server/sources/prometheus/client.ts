import { setTimeout as sleep } from "node:timers/promises";
import { AppError, isAppError } from "#lib/core/errors.ts";
import { type Answer, guardedGet, type Target } from "#lib/server/sources/guarded-get.ts";
import { resultOf, type SourceSeries, seriesOf } from "#lib/server/sources/prometheus/map.ts";
import { type RangeResult, rangeAnswerSchema } from "#lib/server/sources/prometheus/schema.ts";

export type RangeQuery = { query: string; from: number; to: number; stepSeconds: number };
/** How long one request may take, how often it is tried, and how long the first pause is; each is four times the last. */
export type Patience = { timeoutMs: number; tries: number; pauseMs: number };

const patient: Patience = { timeoutMs: 30_000, tries: 3, pauseMs: 500 };

/** Prometheus refuses more points of one series in one answer. */
const mostPoints = 10_000;

/**
 * Asks a source for a range, in as many parts as it needs; steps stand at whole multiples, so that asking again gives
 * the same points. What may pass is tried again at once, a little later each time; then the error goes to the caller.
 */
export async function queryRange(
  target: Target,
  { query, from, to, stepSeconds }: RangeQuery,
  patience = patient,
): Promise<SourceSeries[]> {
  const step = stepSeconds * 1000;
  const begin = Math.ceil(from / step) * step;
  const parts: RangeResult[] = [];
  for (let start = begin; start <= to; start += mostPoints * step) {
    const end = Math.min(to, start + (mostPoints - 1) * step);
    parts.push(await part(target, { query, from: start, to: end, stepSeconds }, patience));
  }
  return seriesOf(parts);
}

async function part(
  target: Target,
  range: RangeQuery,
  { timeoutMs, tries, pauseMs }: Patience,
): Promise<RangeResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      return resultOf(read(await guardedGet(target, urlOf(target, range), timeoutMs)));
    } catch (error) {
      if (attempt >= tries || !isAppError(error) || error.code !== "UNAVAILABLE") throw error;
      const asked = error.retryAfterSeconds === null ? 0 : error.retryAfterSeconds * 1_000;
      await sleep(Math.min(10_000, Math.max(asked, pauseMs * 4 ** (attempt - 1))));
    }
  }
}

function urlOf({ baseUrl }: Target, { query, from, to, stepSeconds }: RangeQuery): URL {
  const url = new URL(`${baseUrl.replace(/\/+$/, "")}/api/v1/query_range`);
  url.search = new URLSearchParams({
    query,
    start: String(from / 1000),
    end: String(to / 1000),
    step: String(stepSeconds),
  }).toString();
  return url;
}

function read({ status, body, retryAfterSeconds }: Answer) {
  const answer = rangeAnswerSchema.safeParse(json(body));
  // Prometheus puts its reason into the answer whatever the status is.
  if (answer.success && (status < 500 || answer.data.status === "error")) return answer.data;
  if (status === 401 || status === 403) {
    throw new AppError(
      "INVALID",
      `The source refuses the portal (status ${status}). Check the headers of the source.`,
      { faults: [{ path: "headers", message: "The source refuses these." }] },
    );
  }
  if (status === 404) {
    throw new AppError("INVALID", "There is no Prometheus API at this address. Check the source's address.", {
      faults: [{ path: "baseUrl", message: "There is no /api/v1/query_range below this address." }],
    });
  }
  const what = status === 200 ? "something that is not Prometheus's answer" : `status ${status}`;
  throw new AppError("UNAVAILABLE", `The source answers with ${what}.`, {
    ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
  });
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
