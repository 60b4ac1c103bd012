import { Drawing } from "#components/charts/drawing.tsx";
import type { EffectLine } from "#lib/core/charts/chart.ts";
import { styleOf } from "#lib/core/charts/chart-style.ts";
import { effectLineSvg } from "#lib/core/charts/effect-line.ts";

/** An effect on its line, beside the number that says the same; therefore silent. All lines of a table share a reach. */
export function EffectCell({ line, width = 160 }: { line: EffectLine; width?: number }) {
  return (
    <span aria-hidden="true" className={widths[width] ?? "block w-40 print:w-28"}>
      <Drawing svg={effectLineSvg(line, styleOf("screen"), width)} />
    </span>
  );
}

const widths: Record<number, string> = {
  120: "block w-30",
  140: "block w-35",
  160: "block w-40 print:w-28",
  200: "block w-50",
  260: "block w-65",
};
