import { Button } from "#components/ui/button.tsx";
import { SegmentedChoice } from "#components/ui/segmented-choice.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import type { RunSide } from "#lib/metrics/run-sides.ts";
import type { TestRun } from "#lib/metrics/schema.ts";

type RunSidesProps = { runs: TestRun[]; sides: Map<number, RunSide>; zone: string };

/** Which run stands on which side of the verdict. A plain form: the choice is in the address. */
export function RunSides({ runs, sides, zone }: RunSidesProps) {
  return (
    <form action="/test-runs/compare" aria-label="Sides" className="mt-6">
      <input type="hidden" name="runs" value={runs.map(({ number }) => number).join(",")} />
      <ul>
        {runs.map((run) => (
          <li
            key={run.number}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-rule py-3"
          >
            <span className="min-w-0">
              <span className="font-medium wrap-anywhere">{run.title}</span>
              <span className="block text-small text-ink-muted">
                {run.result?.tool ?? "No file"}, <Timestamp at={run.ranAt} zone={zone} />
              </span>
            </span>
            <SegmentedChoice
              label={`Side of ${run.title}`}
              name={`side-${run.number}`}
              defaultValue={sides.get(run.number) ?? "neither"}
              options={[
                { value: "before", label: "Before" },
                { value: "after", label: "After" },
                { value: "neither", label: "Neither" },
              ]}
            />
          </li>
        ))}
      </ul>
      <div className="mt-4">
        <Button type="submit">Compare</Button>
      </div>
    </form>
  );
}
