import { Facts } from "#components/ui/facts.tsx";
import { Section } from "#components/ui/section.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import type { Change } from "#lib/changes/schema.ts";
import { savingStanding } from "#lib/changes/worth-words.ts";
import { formatDays, formatMoney } from "#lib/core/amounts.ts";
import { capitalised } from "#lib/core/words.ts";

/** What it took and what it is said to save. What nobody stated has no line. */
export function ChangeWorth({ change, zone }: { change: Change; zone: string }) {
  const { effortDays, spentOnce, runningCostPerYear, savingPerYear, currency } = change;
  const line = (name: string, amount: string | null, words: (amount: string) => string) =>
    amount === null ? [] : [{ name, value: words(amount) }];
  const facts = [
    ...line("Effort spent", effortDays, formatDays),
    ...line("Spent once", spentOnce, (amount) => formatMoney(amount, currency)),
    ...line("Running cost", runningCostPerYear, (amount) => `${formatMoney(amount, currency)} a year`),
    ...(savingPerYear === null
      ? []
      : [{ name: "Saving", value: <Saving change={change} amount={savingPerYear} zone={zone} /> }]),
  ];
  if (facts.length === 0) return null;
  return (
    <Section title="Cost and benefit" id="worth">
      <Facts facts={facts} />
    </Section>
  );
}

function Saving({ change, amount, zone }: { change: Change; amount: string; zone: string }) {
  return (
    <>
      {formatMoney(amount, change.currency)} a year
      <span className="block text-small text-ink-soft">{capitalised(savingStanding(change))}.</span>
      <span className="block text-small text-ink-muted">
        Stated{change.savingStatedBy && ` by ${change.savingStatedBy}`}
        {change.savingStatedAt && (
          <>
            {" "}
            on <Timestamp at={change.savingStatedAt} zone={zone} only="day" />
          </>
        )}
        , never measured: {change.savingBasis}
      </span>
    </>
  );
}
