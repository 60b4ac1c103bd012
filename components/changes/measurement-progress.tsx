import { RetryFetchForm } from "#components/changes/retry-fetch-form.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Section } from "#components/ui/section.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import type { Change, Measurement } from "#lib/changes/schema.ts";

type MeasurementProgressProps = { change: Change; zone: string; mayMeasure: boolean };

/** Evidence that is still being fetched: what it says so far, when it will be whole, and what is in its way. */
export function MeasurementProgress({ change, zone, mayMeasure }: MeasurementProgressProps) {
  const underWay = change.measurements.filter((measurement) => !measurement.frozen);
  if (underWay.length === 0) return null;
  return (
    <Section title="Being measured" id="being-measured">
      <ul className="mt-1">
        {underWay.map((measurement) => (
          <li key={measurement.id} className="border-t border-rule py-4 first:border-t-0">
            <p className="font-strong">
              <TextLink href={`/metrics/${measurement.metric}`}>{measurement.metricName}</TextLink>
            </p>
            <State measurement={measurement} zone={zone} />
            {mayMeasure && measurement.fetch?.state === "failed" && (
              <div className="mt-3">
                <RetryFetchForm number={change.number} measurement={measurement} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function State({ measurement, zone }: { measurement: Measurement; zone: string }) {
  const { fetch, verdict } = measurement;
  if (!fetch) return null;
  if (fetch.state === "waiting") {
    return <p className="mt-1 text-small text-ink-soft">The series is being fetched. Nothing is missing.</p>;
  }
  if (fetch.state === "filling") {
    return (
      <div className="mt-1 text-small text-ink-soft">
        <p>
          The window after the change is full {fetch.fullAt && <Timestamp at={fetch.fullAt} zone={zone} />}.
          The verdict is frozen then.
        </p>
        {verdict && <p className="mt-1">So far, and it may still change: {verdict.sentence}</p>}
      </div>
    );
  }
  const gaveUp = fetch.state === "failed";
  return (
    <div className="mt-2">
      <Callout
        tone={gaveUp ? "bad" : "note"}
        title={gaveUp ? "It could not be measured" : "The source does not answer as it should"}
      >
        <p>{fetch.problem}</p>
        {!gaveUp && fetch.nextAt && (
          <p>
            Tried {fetch.failures} {fetch.failures === 1 ? "time" : "times"}; the next try is at{" "}
            <Timestamp at={fetch.nextAt} zone={zone} />. What was measured before is safe.
          </p>
        )}
      </Callout>
    </div>
  );
}
