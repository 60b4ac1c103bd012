import type { ReactNode } from "react";
import { Tally, type TallyCount } from "#components/changes/tally.tsx";
import { OverviewBetter } from "#components/plan/overview-better.tsx";
import { OverviewColumn, overviewColumns } from "#components/plan/overview-column.tsx";
import { OverviewNext } from "#components/plan/overview-next.tsx";
import { OverviewShort } from "#components/plan/overview-short.tsx";
import { OverviewTargets } from "#components/plan/overview-targets.tsx";
import { OverviewWorth } from "#components/plan/overview-worth.tsx";
import { StatedNote } from "#components/reviews/stated-note.tsx";
import { PrintButton } from "#components/ui/print-button.tsx";
import { Section } from "#components/ui/section.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatDateTime } from "#lib/core/time.ts";
import { counted } from "#lib/core/words.ts";
import type { Overview } from "#lib/plan/overview-schema.ts";
import { printBudget } from "#lib/plan/print-budget.ts";

type OverviewPageProps = {
  overview: Overview;
  /** "1 Jul to 30 Sep 2026" */
  period: string;
  zone: string;
  now: Date;
  /** Buttons beside the quarter: sharing. */
  actions?: ReactNode;
  /** Under the headline: where those who may put their own words before it. */
  ownWords?: ReactNode;
  /** Nothing opens: the reader has no account. */
  shared?: boolean;
};

/** The quarter in two minutes: what got better, what got worse, what nobody can tell, and where the targets stand. */
export function OverviewPage(props: OverviewPageProps) {
  const { overview, period, zone, now, actions, ownWords, shared = false } = props;
  const {
    quarter,
    better,
    worse,
    withdrawn,
    inconclusive,
    reported,
    targets,
    next,
    gains,
    risks,
    asks,
    voices,
  } = overview;
  const paper = printBudget(overview);
  const listed = (filter: string) => (shared ? null : `/changes?quarter=${quarter.key}&${filter}`);
  return (
    <div className={smaller.find(({ from }) => paper.scale >= from)?.look}>
      <Head overview={overview} period={period} zone={zone} actions={actions} shared={shared}>
        {ownWords}
      </Head>
      <div className="mt-9 print:mt-3">
        <Tally counts={talliesOf(overview, listed)} />
      </div>
      <OverviewShort
        gains={gains}
        risks={risks}
        asks={asks}
        voices={voices}
        linked={!shared}
        printed={paper.points}
      />
      <OverviewWorth worth={overview.worth} linked={!shared} />
      {better.length > 0 && (
        <Section
          title="What got better"
          aside={shared ? "Proven only." : "Proven only. Each line opens to its measurements."}
        >
          <OverviewBetter groups={better} href={listed("outcome=improved")} printed={paper.better} />
        </Section>
      )}
      <div className={`mt-section print:mt-4 ${overviewColumns}`}>
        <OverviewColumn
          title="What got worse"
          part={worse}
          printed={paper.apart}
          href={listed("outcome=regressed")}
        />
        <OverviewColumn
          title="Taken back"
          part={withdrawn}
          printed={paper.apart}
          href={listed("status=rolled-back")}
        />
        <OverviewColumn
          title="What we could not tell"
          part={inconclusive}
          printed={paper.apart}
          href={listed("outcome=inconclusive")}
        />
        <OverviewColumn
          title="Reported, not proven"
          part={reported}
          printed={paper.apart}
          href={listed("outcome=reported")}
        />
      </div>
      {targets.length > 0 && (
        <Section title="Targets" aside={<span className="max-md:hidden print:hidden">{trendNote}</span>}>
          <OverviewTargets
            targets={targets}
            simulated={overview.simulated}
            zone={zone}
            linked={!shared}
            printed={paper.targets}
          />
        </Section>
      )}
      {next.length > 0 && (
        <Section title="Next" aside={!shared && <TextLink href="/roadmap">The roadmap</TextLink>}>
          <OverviewNext work={next} linked={!shared} printed={paper.next} />
        </Section>
      )}
      <p className="mt-8 print:mt-2 print:max-w-none print:text-micro max-w-measure text-small text-ink-muted">
        Percentages are never added up.{" "}
        <span className="max-md:hidden">
          Changes that share one verdict count once. The largest is what is proven at least, against what
          matters for its metric. Right of zero is better, whatever the sign of the number; the grey band is
          too small to matter. Effects in points are not drawn on a percent line.{" "}
        </span>
        As at {formatDateTime(now, zone)}.
      </p>
    </div>
  );
}

/** The content security policy allows no style of an element's own, so the sizes of type on paper are steps. */
const smaller = [
  { from: 1, look: "" },
  { from: 0.9, look: "print:[zoom:0.9]" },
  { from: 0.8, look: "print:[zoom:0.8]" },
  { from: 0.7, look: "print:[zoom:0.7]" },
  { from: 0, look: "print:[zoom:0.6]" },
];

const trendNote = "Last five quarters; the dashed line is the target";

type HeadProps = Required<Pick<OverviewPageProps, "overview" | "period" | "zone" | "shared">> & {
  actions: ReactNode;
  children: ReactNode;
};

function Head({ overview, period, zone, actions, shared, children }: HeadProps) {
  const { quarter, quarters, headline, stated } = overview;
  const known = quarters.some(({ key }) => key === quarter.key) ? quarters : [quarter, ...quarters];
  return (
    <header className="pt-9 max-md:pt-5 print:pt-0">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="text-small">
          <b className="font-strong">{quarter.label}</b>
          <span className="text-ink-muted">
            , {period}
            {quarter.running && ", so far"}
          </span>
        </p>
        <div className="flex max-w-full min-w-0 flex-wrap items-center gap-3 print:hidden">
          {!shared && (
            <Segments
              label="Quarter"
              segments={known
                .map(({ key, label }) => ({ label, href: `/?quarter=${key}`, current: key === quarter.key }))
                .toReversed()}
            />
          )}
          <span className="max-md:hidden">
            <PrintButton />
          </span>
          {actions}
        </div>
      </div>
      <h1 className="mt-4 print:mt-1 print:text-page max-w-[40ch] font-serif text-display font-medium tracking-tight text-balance wrap-anywhere">
        {stated?.words ?? headline}
      </h1>
      <StatedNote
        headline={headline}
        stated={stated}
        zone={zone}
        className="mt-3 print:mt-1 print:max-w-none"
      />
      {children && <div className="mt-2 text-small print:hidden">{children}</div>}
    </header>
  );
}

function talliesOf({ counts }: Overview, listed: (filter: string) => string | null): TallyCount[] {
  const { better, withdrawnBetter, worse, worseUndone } = counts;
  return [
    {
      outcome: "improved",
      count: better,
      note:
        withdrawnBetter > 0
          ? `proven; ${counted(withdrawnBetter, "more was", "more were")} taken back`
          : "proven",
      href: listed("outcome=improved"),
    },
    { outcome: "unchanged", count: counts.unchanged, note: "proven", href: listed("outcome=unchanged") },
    {
      outcome: "regressed",
      count: worse,
      note:
        worseUndone > 0
          ? worseUndone === worse
            ? "rolled back"
            : counted(worseUndone, "rolled back", "rolled back")
          : "proven",
      href: listed("outcome=regressed"),
    },
    {
      outcome: "inconclusive",
      count: counts.inconclusive,
      note: "not counted",
      href: listed("outcome=inconclusive"),
    },
    { outcome: "reported", count: counts.reported, note: "not counted", href: listed("outcome=reported") },
    { outcome: "measuring", count: counts.open, note: "not counted", href: listed("outcome=none") },
  ];
}
