import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import type { AuditVerification } from "#lib/core/audit/schema.ts";

/** Asks for a verification. A plain GET form: nothing is written by it, and it works without script. */
export function VerifyForm({ expect, refusal }: { expect: string; refusal: string | null }) {
  return (
    <form action="/settings/audit" aria-label="Verify the audit log">
      <input type="hidden" name="verify" value="now" />
      <TextField
        id="expect"
        label="A head that you kept"
        hint="Hash, or hash:count. With it, rows that were cut off at the end are found as well."
        optional
        mono
        defaultValue={expect}
        error={refusal}
      />
      <div className="mt-field">
        <Button type="submit">Verify the log</Button>
      </div>
    </form>
  );
}

/** What a verification found. */
export function VerificationResult({ result, zone }: { result: AuditVerification; zone: string }) {
  const { damage, count, hash, checkedAt } = result;
  const rows = `${count.toLocaleString("en")} ${count === 1 ? "row" : "rows"}`;
  return (
    <div role="status" className="mt-6">
      {damage ? (
        <Callout tone="bad" title={`The audit log is damaged: ${damage.kind}`}>
          <p>{damage.sentence}</p>
          <p>
            The first {rows} are whole. Checked <Timestamp at={checkedAt} zone={zone} />.
          </p>
        </Callout>
      ) : (
        <Callout tone="info" title={`The audit log is whole: ${rows}`}>
          <p>
            Checked <Timestamp at={checkedAt} zone={zone} />. Keep its head somewhere else:
          </p>
          <p>
            <code className="font-mono wrap-anywhere">
              {hash}:{count}
            </code>
          </p>
        </Callout>
      )}
    </div>
  );
}
