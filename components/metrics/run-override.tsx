import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";

type RunOverrideProps = {
  /** What the address says besides: the runs, their sides, the quantity. */
  address: [name: string, value: string][];
  reason: string;
};

/** Compares runs all the same that were not measured alike. A plain form: the reason is in the address. */
export function RunOverride({ address, reason }: RunOverrideProps) {
  return (
    <form action="/test-runs/compare" aria-label="Compare all the same" className="mt-5 max-w-144">
      {address.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextField
        id="override"
        label="Compare all the same, because"
        hint="Printed with the verdict. Left empty, the two are not compared."
        defaultValue={reason}
        maxLength={2000}
      />
      <div className="mt-3">
        <Button type="submit">Compare all the same</Button>
      </div>
    </form>
  );
}
