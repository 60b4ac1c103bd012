import { type SeriesOptions, seriesVerdict } from "#lib/changes/series-verdict.ts";
import { AppError } from "#lib/core/errors.ts";
import { compareInDetail } from "#lib/core/evidence/compare-files.ts";
import type { NamedFile } from "#lib/core/evidence/named-file.ts";
import type { SampleRun } from "#lib/core/statistics/samples-input.ts";
import type { Better, MetricKind, Verdict } from "#lib/core/statistics/verdict.ts";

/** Everything the engine is told besides the files. Stored with a measurement, so that it can be computed again. */
export type VerdictOptions = {
  metric: string;
  label: string;
  unit: string;
  kind: MetricKind;
  better: Better;
  minimumEffect: number;
  /** Which quantity of the files; null where they have one only. */
  quantity: string | null;
  format: string | null;
  column: string | null;
  select: Record<string, string> | null;
  order: "interleaved" | "blocks" | null;
  beforePart: number | null;
  afterPart: number | null;
  override: { reason: string } | null;
  /** Set where the one file is a series around the change, absent where files hold runs. */
  series?: SeriesOptions | null;
};

type RunValue = { name: string; value: number | null };

export type MeasuredVerdict = {
  verdict: Verdict;
  /**
   * `between`: points of a series that lie in neither window. `earlier`: the same comparison at earlier times, when
   * nothing was changed, as relative effects.
   */
  runs: { before: RunValue[]; after: RunValue[]; between?: RunValue[]; earlier?: RunValue[] };
  formats: { before: string[]; after: string[] };
};

/**
 * The verdict of stored files for one metric: the same files and options give the same bytes, on any machine and at
 * any time. Throws INVALID when a file cannot be read, or when several quantities are there and none is chosen.
 */
export function measuredVerdict(
  files: { before: NamedFile[]; after: NamedFile[] },
  options: VerdictOptions,
): MeasuredVerdict {
  const [first] = files.before;
  if (options.series && first) return seriesVerdict(first, options, options.series);
  const select = { ...options.select, ...(options.column === null ? {} : { column: options.column }) };
  const all = compareInDetail({
    ...files,
    metric: options.quantity ?? undefined,
    format: options.format ?? undefined,
    better: options.better,
    order: options.order ?? undefined,
    select: Object.keys(select).length > 0 ? select : undefined,
    beforePart: options.beforePart ?? undefined,
    afterPart: options.afterPart ?? undefined,
    minimumEffect: options.minimumEffect,
    override: options.override ?? undefined,
    label: options.label,
    measures: { unit: options.unit, kind: options.kind },
  });
  const [compared, ...others] = all;
  if (!compared || others.length > 0) throw undecided(all.map(({ verdict }) => verdict.metric));
  return {
    verdict: compared.verdict,
    runs: { before: compared.runs.before.map(runValue), after: compared.runs.after.map(runValue) },
    formats: compared.formats,
  };
}

function runValue({ name, value }: SampleRun): RunValue {
  return { name, value: value !== null && Number.isFinite(value) ? value : null };
}

function undecided(names: string[]): AppError {
  const list = names.map((name) => `"${name}"`).join(", ");
  return new AppError("INVALID", `The files hold several quantities: ${list}. Choose one of them.`, {
    faults: [{ path: "quantity", message: `Choose one of ${list}.` }],
  });
}
