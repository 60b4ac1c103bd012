import { OverviewBetter } from "#components/changes/overview-better.tsx";
import { OverviewColumn } from "#components/changes/overview-column.tsx";
import { OverviewNext } from "#components/changes/overview-next.tsx";
import { OverviewTargets } from "#components/changes/overview-targets.tsx";
import { Tally, type TallyCount } from "#components/changes/tally.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PrintButton } from "#components/ui/print-button.tsx";
import { Section } from "#components/ui/section.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { isWithdrawn } from "#lib/changes/overview.ts";
import type { Overview } from "#lib/changes/queries.ts";
import { formatDateTime } from "#lib/core/time.ts";
import { counted } from "#lib/core/words.ts";

type OverviewPageProps = {
  overview: Overview;
  /** "1 Jul to 30 Sep 2026" */
  period: string;
  simulated: boolean;
  zone: string;
  now: Date;
};

/** The quarter in two minutes: what got better, what got worse, what nobody can tell, and where the targets stand. */
export function OverviewPage({ overview, period, simulated, zone, now }: OverviewPageProps) {
  const { quarter, better, worse, withdrawn, doubtful, reported, targets, next } = overview;
  const listed = (outcome: string) => `/changes?quarter=${quarter.key}&outcome=${outcome}`;
  return (
    <>
      <Head overview={overview} period={period} />
      <div className="mt-9 print:mt-4">
        <Tally counts={countsOf(overview, listed)} />
      </div>
      {better.length > 0 && (
        <Section title="What got better" aside="Proven only. Each line opens to its measurements.">
          <OverviewBetter groups={better} />
        </Section>
      )}
      <div className="mt-section grid gap-x-10 gap-y-section print:gap-x-6 md:grid-cols-2 xl:grid-cols-3 print:grid-cols-3">
        <OverviewColumn title="What got worse" changes={worse} href={listed("regressed")} />
        <OverviewColumn
          title="Taken back"
          changes={withdrawn}
          href={`/changes?quarter=${quarter.key}&status=rolled-back`}
        />
        <OverviewColumn title="What we could not tell" changes={doubtful} href={listed("inconclusive")} />
        <OverviewColumn title="Reported, not proven" changes={reported} href={listed("reported")} />
      </div>
      {targets.length > 0 && (
        <Section title="Targets" aside={<span className="max-md:hidden print:hidden">{trendNote}</span>}>
          <OverviewTargets targets={targets} simulated={simulated} zone={zone} />
        </Section>
      )}
      {next.length > 0 && (
        <Section title="Next" aside={<TextLink href="/changes?status=planned">All planned changes</TextLink>}>
          <OverviewNext changes={next} />
        </Section>
      )}
      <p className="mt-8 print:mt-3 max-w-measure text-small text-ink-muted">
        Percentages of different changes are never added up. Right of zero is better, whatever the sign of the
        number; the grey band is too small to matter. Effects in points are not drawn on a percent line. As at{" "}
        {formatDateTime(now, zone)}.
      </p>
    </>
  );
}

const trendNote = "Last five quarters; the dashed line is the target";

function Head({
  overview: { quarter, quarters, headline },
  period,
}: Pick<OverviewPageProps, "overview" | "period">) {
  const current = quarters[0]?.key === quarter.key;
  const known = quarters.some(({ key }) => key === quarter.key) ? quarters : [quarter, ...quarters];
  return (
    <header className="pt-9 max-md:pt-5 print:pt-2">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="text-small">
          <b className="font-strong">{quarter.label}</b>
          <span className="text-ink-muted">
            , {period}
            {current && ", so far"}
          </span>
        </p>
        <div className="flex max-w-full min-w-0 flex-wrap items-center gap-3 print:hidden">
          <Segments
            label="Quarter"
            segments={known
              .map(({ key, label }) => ({ label, href: `/?quarter=${key}`, current: key === quarter.key }))
              .toReversed()}
          />
          <span className="max-md:hidden">
            <PrintButton />
          </span>
          <LinkButton href={`/plan?quarter=${quarter.key}`}>Open the plan</LinkButton>
        </div>
      </div>
      <h1 className="mt-4 print:mt-1 max-w-[40ch] font-serif text-display font-medium tracking-tight text-balance">
        {headline}
      </h1>
    </header>
  );
}

function countsOf(overview: Overview, listed: (outcome: string) => string): TallyCount[] {
  const { better, worse, withdrawn, unchanged, doubtful, reported, open } = overview;
  const undone = worse.filter(isWithdrawn).length;
  const improved = better.reduce((sum, group) => sum + group.changes.length, 0);
  const takenBack = withdrawn.filter((change) => change.outcome === "improved").length;
  return [
    {
      outcome: "improved",
      count: improved,
      note: takenBack > 0 ? `proven; ${counted(takenBack, "more was", "more were")} taken back` : "proven",
      href: listed("improved"),
    },
    { outcome: "unchanged", count: unchanged.length, note: "proven", href: listed("unchanged") },
    {
      outcome: "regressed",
      count: worse.length,
      note: undone > 0 ? (undone === worse.length ? "rolled back" : `${undone} rolled back`) : "proven",
      href: listed("regressed"),
    },
    { outcome: "inconclusive", count: doubtful.length, note: "not counted", href: listed("inconclusive") },
    { outcome: "reported", count: reported.length, note: "not counted", href: listed("reported") },
    { outcome: "measuring", count: open.length, note: "not counted", href: listed("none") },
  ];
}
