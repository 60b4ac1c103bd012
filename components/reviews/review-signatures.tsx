import { SectionHead } from "#components/ui/section-head.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import type { Review } from "#lib/reviews/schema.ts";
import { roleNames } from "#lib/users/model.ts";

type SignaturesProps = { signatures: Review["signatures"]; wanted: number; zone: string };

/** Who signed, and how many are wanted. One under an earlier content says that it has to be given again. */
export function ReviewSignatures({ signatures, wanted, zone }: SignaturesProps) {
  const counting = signatures.filter((signature) => signature.counts);
  const names = new Set(counting.map((signature) => signature.name));
  const stale = signatures.filter((signature) => !signature.counts && !names.has(signature.name));
  return (
    <section>
      <SectionHead level={3} title={`Signatures, ${counting.length} of ${wanted}`} />
      <ul className="text-small">
        {[...counting, ...stale].map((signature) => (
          <li
            key={signature.name + signature.signedAt}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 border-b border-rule py-3"
          >
            <span className="font-medium">{signature.name}</span>
            <span className={signature.counts ? "font-medium text-accent" : "text-ink-muted"}>
              {signature.counts ? "Signed" : "To sign again"}
            </span>
            <span className="col-span-2 text-ink-muted">
              {roleNames[signature.role as keyof typeof roleNames] ?? signature.role},{" "}
              <Timestamp at={signature.signedAt} zone={zone} />
              {!signature.counts && ". Something was decided after it."}
            </span>
          </li>
        ))}
        {counting.length < wanted && (
          <li className="border-b border-rule py-3 text-ink-muted">
            {wanted - counting.length === 1
              ? "One more reviewer"
              : `${wanted - counting.length} more reviewers`}{" "}
            to sign
          </li>
        )}
      </ul>
    </section>
  );
}
