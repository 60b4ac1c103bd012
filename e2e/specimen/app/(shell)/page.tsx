import type { ReactNode } from "react";
import { Effect } from "#components/changes/effect.tsx";
import { EffectCell } from "#components/changes/effect-cell.tsx";
import { EffectScale } from "#components/changes/effect-scale.tsx";
import { Finding } from "#components/changes/finding.tsx";
import { FindingItem } from "#components/changes/finding-item.tsx";
import { Tally } from "#components/changes/tally.tsx";
import { VerdictMark } from "#components/changes/verdict-mark.tsx";
import { VerdictWord } from "#components/changes/verdict-word.tsx";
import { WatchMark } from "#components/changes/watch-mark.tsx";
import { Figure } from "#components/charts/figure.tsx";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ChoiceField } from "#components/ui/choice-field.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { DayTimeField } from "#components/ui/day-time-field.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { FilterMenu } from "#components/ui/filter-menu.tsx";
import { Hash } from "#components/ui/hash.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ProgressLine } from "#components/ui/progress-line.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { Section } from "#components/ui/section.tsx";
import { SegmentedChoice } from "#components/ui/segmented-choice.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { Steps } from "#components/ui/steps.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { Table } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import type { RunsChart } from "#lib/core/charts/chart.ts";
import { effectLine, reachOf } from "#lib/core/charts/effect-line.ts";
import type { ShownVerdict } from "#lib/core/outcome-words.ts";
import { leave, refuse } from "../actions.ts";
import { verdict } from "../verdicts.ts";

const outcomes: ShownVerdict[] = [
  "improved",
  "regressed",
  "unchanged",
  "inconclusive",
  "reported",
  "measuring",
];

const lines = [
  { name: "Proven better", verdict: verdict({ relative: -0.22, low: -0.31, high: -0.12 }) },
  { name: "Proven worse", verdict: verdict({ relative: 0.09, low: 0.05, high: 0.13, outcome: "regressed" }) },
  {
    name: "Proven unchanged",
    verdict: verdict({ relative: -0.006, low: -0.018, high: 0.007, outcome: "unchanged" }),
  },
  {
    name: "Inconclusive",
    verdict: verdict({
      relative: -0.04,
      low: -0.13,
      high: 0.05,
      outcome: "inconclusive",
      reason: "too-noisy",
    }),
  },
  {
    name: "Reported",
    verdict: verdict({
      relative: -0.3,
      low: null,
      high: null,
      outcome: "inconclusive",
      reason: "summary-only",
    }),
  },
  { name: "With the prediction", verdict: verdict({}), prediction: { low: -0.4, high: -0.2 } },
  { name: "In points", verdict: verdict({ unit: "ratio", before: 0.021, after: 0.004, relative: -0.8 }) },
];

const spread = (centre: number) =>
  Array.from({ length: 30 }, (_, index) => centre * (1 + 0.06 * Math.sin(index * 12.9898)));

const runs: RunsChart = {
  kind: "runs",
  title: "The nightly royalty run takes 27 min, 42 before",
  subtitle: "Royalty calculation, each circle is one run, in minutes",
  source: "C-48. hyperfine, 60 runs on one machine, simulated.",
  alt: "Thirty runs before around 42 minutes, thirty after around 27 minutes.",
  simulated: true,
  unit: "min",
  tone: "improved",
  fromZero: true,
  before: { n: 30, median: 42, low: 41.2, high: 42.9, values: spread(42) },
  after: { n: 30, median: 27, low: 26.5, high: 27.6, values: spread(27) },
};

export default function Board() {
  const reach = reachOf(lines.map((line) => line.verdict));
  return (
    <>
      <PageHeader
        title="Components"
        crumbs={[{ label: "Changes", href: "/changes" }, { label: "C-43" }]}
        actions={
          <>
            <LinkButton href="/changes">Import</LinkButton>
            <LinkButton href="/record" variant="primary" shortcut="C">
              Record a change
            </LinkButton>
          </>
        }
      >
        Numbers are simulated.
      </PageHeader>
      <FilterBar
        searchLabel="Search changes"
        action="/"
        query=""
        keep={{ quarter: "2026-Q3" }}
        summary="14 changes"
      >
        <FilterMenu
          label="Quarter"
          removeHref="/"
          options={[{ label: "Q3 2026", href: "/?quarter=2026-Q3", current: true, count: 14 }]}
        />
        <FilterMenu
          label="Outcome"
          removeHref="/"
          options={[
            { label: "Improved", href: "/?outcome=improved", count: 7 },
            { label: "Regressed", href: "/?outcome=regressed", count: 1 },
          ]}
        />
      </FilterBar>
      <Row name="Verdict mark">
        {outcomes.map((outcome) => (
          <VerdictWord
            key={outcome}
            outcome={outcome}
            note={outcome === "inconclusive" ? "too few days" : null}
          />
        ))}
      </Row>
      <Row name="Large mark">
        {outcomes.map((outcome) => (
          <VerdictMark key={outcome} outcome={outcome} size="large" />
        ))}
      </Row>
      <Row name="Effect on a line">
        <Table caption="Effects">
          <thead>
            <tr>
              <th scope="col">Grade</th>
              <th scope="col" className="num">
                Effect
              </th>
              <th scope="col" className="fit">
                <EffectScale reach={reach} width={260} />
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ name, verdict: shown, prediction }) => (
              <tr key={name} data-row>
                <th scope="row">
                  <a href="/change">{name}</a>
                </th>
                <td className="num">
                  <Effect verdict={shown} />
                </td>
                <td className="line">
                  <EffectCell
                    width={260}
                    line={effectLine({
                      verdict: shown,
                      prediction: prediction ?? null,
                      reach,
                      simulated: true,
                    })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Row>
      <Row name="Watch">
        <WatchMark state="holding" />
        <WatchMark state="fading" />
        <WatchMark state="lost" />
        <WatchMark state="due" />
      </Row>
      <Row name="Buttons">
        <Button variant="primary">Record change</Button>
        <Button>Add evidence</Button>
        <Button variant="quiet">Save as draft</Button>
        <ConfirmButton
          label="Roll back C-46"
          title="Roll back C-46, Connection pool from 20 to 60?"
          description="It stays findable, and the next one who tries it sees what happened."
          confirmLabel="Roll back C-46"
          action={leave}
        />
        <Button variant="primary" disabledBecause="1 item unmarked">
          Sign
        </Button>
        <Menu
          label="More"
          accessibleLabel="More actions for C-43"
          items={[
            { label: "Export", href: "/" },
            { label: "Roll back", href: "/", danger: true },
          ]}
        />
      </Row>
      <Row name="Tags, keys">
        <Segments
          label="View"
          segments={[
            { label: "Board", href: "/", current: true },
            { label: "List", href: "/changes" },
          ]}
        />
        <SegmentedChoice
          label="Side"
          name="side"
          defaultValue="before"
          options={[
            { value: "before", label: "Before" },
            { value: "after", label: "After" },
          ]}
        />
        <Tag>Rolled back</Tag>
        <Tag>Plan changed after results</Tag>
        <Kbd>Ctrl K</Kbd>
        <Hash value="9f2c5d0e8a4b7c61f3a2e9d8b7c6a5948372615049f8e7d6c5b4a3928170b71e" />
        <Timestamp at="2026-11-12T07:12:00Z" zone="Africa/Johannesburg" />
      </Row>
      <Row name="Status">
        <Steps
          label="Status"
          steps={[
            { name: "Draft", state: "done" },
            { name: "Planned", state: "done" },
            { name: "In progress", state: "done" },
            { name: "Applied 28 Jul 2026", state: "done" },
            { name: "Measured", state: "done" },
            { name: "Verified", state: "now" },
          ]}
        />
      </Row>
      <Row name="Fields">
        <ActionForm action={refuse} className="w-full">
          <SelectField
            id="system"
            label="System"
            hint="Where it ran"
            placeholder="Choose a system"
            options={[{ value: "user-portal", label: "User portal" }]}
          />
          <TextField id="key" label="Key" mono defaultValue="shared_buffers" />
          <DayTimeField
            id="day"
            name="day"
            label="When was it applied?"
            hint="Any date, also long past."
            from="08:30"
            to="08:45"
            day="32 Nov"
          />
          <ChoiceField
            id="area"
            label="Which area?"
            layout="two"
            defaultValue="database"
            options={[
              { value: "software-configuration", label: "Software configuration" },
              { value: "database", label: "Database" },
              { value: "code", label: "Code" },
              { value: "infrastructure", label: "Infrastructure" },
            ]}
          />
          <TextAreaField id="why" label="Why" optional />
          <Checkbox name="agree" label="Latency p95" hint="lower is better" defaultChecked />
          <div className="mt-6 flex gap-3">
            <SubmitButton size="tall">Record change</SubmitButton>
          </div>
        </ActionForm>
      </Row>
      <Row name="Messages">
        <div className="grid gap-6">
          <Callout tone="info">State the prediction before the results are in.</Callout>
          <Callout tone="doubt" title="Two changes share this window">
            They share one verdict, counted once.
          </Callout>
          <Callout tone="bad">
            Errors rose from 0.3 to 2.1 %. A faster answer with more errors is not an improvement.
          </Callout>
        </div>
      </Row>
      <Row name="Long work">
        <div className="w-full">
          <ProgressLine
            label="Reading royalty-sept.ndjson"
            done={31400}
            total={48210}
            note="About 20 seconds left"
          />
        </div>
      </Row>
      <Row name="Text">
        <Prose
          source={
            "Rates are read **40 times** per statement, see `royalty.rates.ttl` and [the ticket](https://example.org).\n\n- one\n- two\n\n<script>alert(1)</script>\n\n| Key | Value |\n|---|---|\n| ttl | 900 s |\n"
          }
        />
      </Row>
      <Section title="Verdict" aside="Stated before the results, 20 Jul 2026">
        <div className="mt-6">
          <Finding
            outcome="improved"
            sentence={lines[5]?.verdict.sentence ?? ""}
            note=", proven by series. A change this large appeared on 0 of 57 ordinary days. Predicted 20 to 40 %: met."
          />
        </div>
      </Section>
      <Section title="Tally">
        <div className="mt-6">
          <Tally
            counts={outcomes.map((outcome) => ({ outcome, count: 3, note: "proven", href: "/changes" }))}
          />
        </div>
      </Section>
      <Section title="Evidence" aside="Raw measurements">
        <Facts
          pairs
          facts={[
            { name: "Before", value: "1,840 ms (1,802 to 1,880), 30 runs" },
            { name: "After", value: "1,210 ms (1,182 to 1,239), 30 runs" },
            { name: "Smallest detectable", value: "3.1 %" },
            { name: "Smallest that matters", value: "2 %" },
            { name: "Environment", value: "Same on both sides" },
          ]}
        />
        <ul className="mt-6 md:max-w-88">
          <FindingItem
            outcome="regressed"
            sentence="Signing in takes 9 % more time (5 to 13 %) with a larger connection pool."
          >
            User portal. Rolled back on 20 Aug. <a href="/change">C-46</a>
          </FindingItem>
        </ul>
        <div className="mt-block">
          <Figure chart={runs} shortcut />
        </div>
      </Section>
    </>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid items-start gap-x-8 gap-y-3 border-b border-rule py-6 md:grid-cols-[9rem_minmax(0,1fr)]">
      <h2 className="pt-1 text-small text-ink-muted">{name}</h2>
      <div className="flex min-w-0 flex-wrap items-center gap-x-6 gap-y-4">{children}</div>
    </div>
  );
}
