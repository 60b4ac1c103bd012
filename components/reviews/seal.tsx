import { LinkButton } from "#components/ui/link-button.tsx";
import { SectionHead } from "#components/ui/section-head.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { counted } from "#lib/core/words.ts";
import type { Verification } from "#lib/reviews/schema.ts";

type SealProps = {
  verification: Verification;
  sealed: { changes: number; measurements: number; files: number };
  sealedAt: string;
  auditPosition: number;
  zone: string;
};

/** The seal of a signed review, computed again at this moment, with every check that was made. */
export function Seal({ verification, sealed, sealedAt, auditPosition, zone }: SealProps) {
  const { quarter, version, sha256, whole, checks } = verification;
  return (
    <section>
      <SectionHead level={3} title="Seal" />
      <p className="mt-2 text-small text-ink-soft">
        {counted(sealed.changes, "change", "changes")},{" "}
        {counted(sealed.measurements, "measurement", "measurements")},{" "}
        {counted(sealed.files, "file", "files")}. Sealed <Timestamp at={sealedAt} zone={zone} />, at position{" "}
        {auditPosition.toLocaleString("en-GB")} of the audit log.
      </p>
      <p className="mt-2 font-mono text-small/5.5 text-ink-soft">
        sha256{" "}
        {(sha256.match(/.{1,4}/g) ?? []).map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a hash never move
          <span key={index} className="inline-block">
            {part}
            {"\u00a0"}
          </span>
        ))}
      </p>
      <p className={`mt-3 text-small font-medium ${whole ? "text-ink" : "text-danger"}`}>
        {whole
          ? "Computed again just now: the seal is whole."
          : "The seal is broken: see which check does not hold."}
      </p>
      <details className="mt-1 text-small" open={!whole}>
        <summary className="text-ink-soft">How it was checked</summary>
        <ul className="mt-2 grid gap-2">
          {checks.map((check) => (
            <li key={check.what}>
              <b className="font-medium">{check.holds ? "Holds" : "Does not hold"}:</b> {check.what}.
              <span className="block wrap-anywhere text-ink-muted">{check.found}</span>
            </li>
          ))}
        </ul>
      </details>
      <div className="mt-4">
        <LinkButton href={`/api/v1/reviews/${quarter}/snapshot?version=${version}`} download>
          Download the snapshot
        </LinkButton>
      </div>
    </section>
  );
}
