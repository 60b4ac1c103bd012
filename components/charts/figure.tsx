import type { ReactNode } from "react";
import { ChartData } from "#components/charts/chart-data.tsx";
import { Drawing } from "#components/charts/drawing.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { Chart } from "#lib/core/charts/chart.ts";
import { renderSvg } from "#lib/core/charts/render-svg.ts";

type FigureProps = {
  chart: Chart;
  /** Width of the wide drawing in px; it is scaled to its column. */
  width?: number;
  /** Stands behind the source: a link to the evidence. */
  aside?: ReactNode;
  /** The key T opens this figure's table; set it on one figure of a page. */
  shortcut?: boolean;
};

/**
 * A chart under the finding it shows, over its source, with the same data as a table one press away. Drawn on the
 * server, once for a desk and once anew for a phone; its colours are tokens, so one drawing serves both themes.
 */
export function Figure({ chart, width = 776, aside, shortcut = false }: FigureProps) {
  return (
    <figure>
      <figcaption>
        <p className="font-serif text-read/6 font-strong tracking-tight text-pretty">{chart.title}</p>
        <p className="mt-0.5 text-small text-ink-muted text-pretty">{chart.subtitle}</p>
      </figcaption>
      <Drawing svg={renderSvg(chart, "screen", width)} className="mt-3 max-md:hidden print:block" />
      <Drawing svg={renderSvg(chart, "screen", 340)} className="mt-3 md:hidden print:hidden" />
      <div className="relative mt-2.5 text-micro text-ink-muted">
        <p className="wrap-anywhere md:pr-36">
          {chart.source} {aside}
        </p>
        <details className="group print:hidden">
          <summary
            aria-keyshortcuts={shortcut ? "T" : undefined}
            className="w-max list-none md:absolute md:top-0 md:right-0 max-md:py-3 [&::-webkit-details-marker]:hidden"
          >
            <span className="underline decoration-rule-strong underline-offset-[0.2em]">
              <span className="group-open:hidden">Show as table</span>
              <span className="hidden group-open:inline">Hide table</span>
            </span>
            {shortcut && (
              <>
                {" "}
                <Kbd>T</Kbd>
              </>
            )}
          </summary>
          <ChartData chart={chart} />
        </details>
      </div>
    </figure>
  );
}
