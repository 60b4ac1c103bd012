import { parseArgs } from "node:util";
import { compareFiles } from "#lib/core/evidence/compare-files.ts";
import type { Better, Verdict } from "#lib/core/statistics/verdict.ts";
import type { Io } from "./io.ts";
import { namedFiles } from "./named-files.ts";
import { selections } from "./selections.ts";
import { storedVerdict } from "./stored-verdict.ts";
import { exitStatus, UsageError } from "./usage-error.ts";
import { variadic } from "./variadic.ts";
import { seriesVerdicts } from "./verdict-series.ts";
import { verdictText } from "./verdict-text.ts";

const usage =
  "portal verdict --before FILE… --after FILE… [--metric NAME] [--format NAME] [--better lower|higher] [--order interleaved|blocks] [--select KEY=VALUE] [--before-part N --after-part N] [--minimum-effect 0.02] [--override REASON] [--json]; portal verdict --series FILE… --at TIME [--until TIME] [--settle SECONDS] [--better lower|higher] [--season POINTS|none] [--control FILE…] [--load FILE] [--metric NAME] [--select KEY=VALUE] [--minimum-effect 0.02] [--json]; portal verdict --measurement ID";

const options = {
  before: { type: "string", multiple: true },
  after: { type: "string", multiple: true },
  metric: { type: "string" },
  format: { type: "string" },
  better: { type: "string" },
  order: { type: "string" },
  select: { type: "string", multiple: true },
  "before-part": { type: "string" },
  "after-part": { type: "string" },
  "minimum-effect": { type: "string" },
  override: { type: "string" },
  series: { type: "string", multiple: true },
  at: { type: "string" },
  until: { type: "string" },
  settle: { type: "string" },
  season: { type: "string" },
  control: { type: "string", multiple: true },
  load: { type: "string" },
  measurement: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

/** `portal verdict`: the verdict of two groups of result files, or of a series around a change, without a database. */
export async function verdictCommand(args: string[], io: Io): Promise<number> {
  return exitStatus(io, usage, async () => {
    const { values } = parseArgs({ args: variadic(args, ["before", "after", "series", "control"]), options });
    const { before = [], after = [], series = [] } = values;
    if (values.measurement !== undefined) return await storedVerdict(values.measurement, io);
    const read = {
      better: oneOf("--better", values.better, ["lower", "higher"] as const) satisfies Better | undefined,
      select: selections(values.select),
      minimumEffect: positive("--minimum-effect", values["minimum-effect"]),
    };
    if (series.length > 0) {
      if (before.length + after.length > 0) {
        throw new UsageError("Name --series files, or --before and --after files, not both.");
      }
      return await seriesVerdicts({ ...values, series }, read, io);
    }
    if (before.length === 0 || after.length === 0) throw new UsageError("Name --before and --after files.");
    const all = [...before, ...after];
    const verdicts = compareFiles({
      before: await namedFiles(before, all, values.format),
      after: await namedFiles(after, all, values.format),
      metric: values.metric,
      format: values.format,
      ...read,
      order: oneOf("--order", values.order, ["interleaved", "blocks"] as const),
      beforePart: whole("--before-part", values["before-part"]),
      afterPart: whole("--after-part", values["after-part"]),
      override: values.override === undefined ? undefined : { reason: values.override },
    });
    io.stdout(values.json ? jsonText(verdicts, values.metric) : verdictText(verdicts));
  });
}

/** One object for one quantity, else a list. */
function jsonText(verdicts: Verdict[], metric: string | undefined): string {
  const [only] = verdicts;
  const answer = only && (metric !== undefined || verdicts.length === 1) ? only : verdicts;
  return `${JSON.stringify(answer)}\n`;
}

function oneOf<Word extends string>(
  name: string,
  value: string | undefined,
  words: readonly Word[],
): Word | undefined {
  if (value === undefined) return undefined;
  const word = words.find((one) => one === value);
  if (word === undefined) throw new UsageError(`${name} is ${words.join(" or ")}, not “${value}”.`);
  return word;
}

function whole(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,6}$/.test(value)) throw new UsageError(`${name} wants a number from 0, not “${value}”.`);
  return Number(value);
}

function positive(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!(number > 0 && number < 10))
    throw new UsageError(`${name} wants a share such as 0.02, not “${value}”.`);
  return number;
}
