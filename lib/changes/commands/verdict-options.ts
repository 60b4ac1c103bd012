import type { VerdictOptions } from "#lib/changes/measured-verdict.ts";
import type { Better, MetricKind } from "#lib/core/statistics/verdict.ts";

type MeasuredMetric = {
  key: string;
  name: string;
  unit: string;
  better: Better;
  kind: MetricKind;
  minimumEffect: number;
  quantity: string | null;
};

/** What whoever adds evidence may say about it. */
type Asked = {
  better?: Better;
  minimumEffect?: number;
  quantity?: string;
  format?: string;
  column?: string;
  filters?: Record<string, string>;
  order?: "interleaved" | "blocks";
  beforePart?: number;
  afterPart?: number;
  override?: { reason: string };
};

/** Everything the engine is told besides the files: stored, so that anyone can compute the verdict again. */
export function optionsOf(asked: Asked, metric: MeasuredMetric): VerdictOptions {
  return {
    metric: metric.key,
    label: metric.name,
    unit: metric.unit,
    kind: metric.kind,
    better: asked.better ?? metric.better,
    minimumEffect: asked.minimumEffect ?? metric.minimumEffect,
    quantity: asked.quantity ?? metric.quantity,
    format: asked.format ?? null,
    column: asked.column ?? null,
    select: asked.filters ?? null,
    order: asked.order ?? null,
    beforePart: asked.beforePart ?? null,
    afterPart: asked.afterPart ?? null,
    override: asked.override ?? null,
  };
}
