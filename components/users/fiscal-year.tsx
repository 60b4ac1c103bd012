import { Facts } from "#components/ui/facts.tsx";
import { Section } from "#components/ui/section.tsx";
import {
  type Calendar,
  fiscalQuarterOf,
  formatDay,
  formatRange,
  quarterLabel,
  quarterMonths,
  quarterRange,
  type TimeRange,
} from "#lib/core/time.ts";

/** The running fiscal year as it is counted now, so that a setting is seen in dates and not only in words. */
export function FiscalYear({ calendar, now }: { calendar: Calendar; now: Date }) {
  const year = fiscalQuarterOf(now, calendar).slice(0, 4);
  const quarters = [1, 2, 3, 4].map((part) => `${year}-Q${part}`);
  return (
    <Section title="This fiscal year">
      <Facts
        facts={quarters.map((key) => ({
          name: quarterLabel(key),
          value: (
            <>
              {formatRange(quarterRange(key, calendar), calendar.timeZone)}
              <span className="block text-small text-ink-muted">{monthsInWords(key, calendar)}</span>
            </>
          ),
        }))}
      />
    </Section>
  );
}

/** "Its months begin on 1 Jan, 1 Feb and 1 Mar", with their weeks where months are made of weeks. */
function monthsInWords(key: string, calendar: Calendar): string {
  const [first, second, third] = quarterMonths(key, calendar).map((month) => {
    const day = formatDay(month.from, calendar.timeZone);
    return calendar.weeksFrom ? `${day} (${weeksOf(month)} weeks)` : day;
  });
  return `Its months begin on ${first}, ${second} and ${third}`;
}

// A week with a change of clocks is an hour off.
function weeksOf({ from, to }: TimeRange): number {
  return Math.round((to.getTime() - from.getTime()) / (7 * 24 * 3_600_000));
}
