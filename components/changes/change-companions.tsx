import { Section } from "#components/ui/section.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { ChangeCompany, Companion } from "#lib/changes/queries/change-company.ts";
import { formatDate } from "#lib/core/time.ts";
import { plural } from "#lib/core/words.ts";

/** Which other changes the verdict belongs to as well, or falls together with. Nothing where it stands alone. */
export function ChangeCompanions({ company }: { company: ChangeCompany }) {
  const { sharing, inWindows } = company;
  if (sharing.length === 0 && inWindows.length === 0) return null;
  return (
    <Section title="Other changes of its time" id="companions">
      {sharing.length > 0 && (
        <>
          <p className="mt-2 text-small text-ink-soft">
            {sharing.every(({ sameMetric }) => sameMetric)
              ? `The verdict is also that of ${plural(sharing.length, "this change", "these changes")}: by the data they cannot be told apart.`
              : `By the data this change cannot be told apart from ${plural(sharing.length, "this one", "these")}, whatever metric each was measured by. Together they count once.`}
          </p>
          <Companions companions={sharing} />
        </>
      )}
      {inWindows.length > 0 && (
        <>
          <p className="mt-2 text-small text-ink-soft">
            Applied to the same system while this one was measured: part of the effect may be{" "}
            {plural(inWindows.length, "its", "theirs")}.
          </p>
          <Companions companions={inWindows} />
        </>
      )}
    </Section>
  );
}

function Companions({ companions }: { companions: Companion[] }) {
  return (
    <ul className="mt-2 grid gap-1">
      {companions.map(({ number, title, at, status }) => (
        <li key={number}>
          <TextLink href={`/changes/${number}`}>C-{number}</TextLink> {title},{" "}
          <span className="text-ink-soft">
            {formatDate(new Date(at))}
            {status === "rolled-back" && ", rolled back"}
          </span>
        </li>
      ))}
    </ul>
  );
}
