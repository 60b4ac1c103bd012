import { FieldGroup } from "#components/ui/field-group.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { Metric } from "#lib/metrics/schema.ts";

type ThresholdFieldsProps = {
  metric?: Metric;
  people: { email: string; name: string }[];
  /** Whoever fills this in, by e-mail address. */
  me: string;
  error: (path: string) => string | null;
  typed: (name: string, stored?: string) => string | undefined;
};

/** Past which values the metric's series is an alert, and who hears of it. */
export function ThresholdFields({ metric, people, me, error, typed }: ThresholdFieldsProps) {
  const { warn, critical, holdSeconds } = metric?.thresholds ?? {};
  return (
    <FieldGroup
      id="thresholds"
      label="Thresholds"
      hint="Past them (above where lower is better, else below) the series is an alert. In the metric’s unit; 99 % is 0.99."
      optional
    >
      <TextField
        id="warn"
        label="Warn at"
        optional
        inputMode="decimal"
        width="short"
        defaultValue={typed("warn", textOf(warn))}
        error={error("thresholds.warn")}
      />
      <TextField
        id="critical"
        label="Critical at"
        optional
        inputMode="decimal"
        width="short"
        defaultValue={typed("critical", textOf(critical))}
        error={error("thresholds.critical")}
      />
      <TextField
        id="hold"
        label="For at least"
        hint="Like 5m or 1h. One point alone is never an alert. Left empty: 5m."
        optional
        width="short"
        defaultValue={typed("hold", holdSeconds === undefined ? undefined : lengthOf(holdSeconds))}
        error={error("thresholds.hold")}
      />
      <SelectField
        id="owner"
        label="Who hears of it?"
        optional
        placeholder="Nobody"
        defaultValue={typed("owner", metric?.thresholds ? metric.owner?.email : me)}
        error={error("owner")}
        options={people.map(({ email, name }) => ({ value: email, label: name }))}
      />
    </FieldGroup>
  );
}

function textOf(value: number | null | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}

function lengthOf(seconds: number): string {
  if (seconds % 3_600 === 0) return `${seconds / 3_600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
