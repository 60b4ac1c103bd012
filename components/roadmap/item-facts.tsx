import { expectedText } from "#components/roadmap/expected-text.ts";
import { scoreText } from "#components/roadmap/item-card.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { SectionHead } from "#components/ui/section-head.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { quarterLabel } from "#lib/core/time.ts";
import { formatNumber, formatPercent } from "#lib/core/units.ts";
import { horizonNames, impacts } from "#lib/roadmap/model.ts";
import { predictionNames } from "#lib/roadmap/prediction-score.ts";
import type { ItemDetail } from "#lib/roadmap/schema.ts";

/** Beside the progress: when, what is expected, what it is worth, who. */
export function ItemFacts({ item, zone }: { item: ItemDetail; zone: string }) {
  return (
    <div className="grid gap-9">
      <section>
        <SectionHead title="When" level={3} />
        <Facts
          facts={[
            { name: "Horizon", value: horizonNames[item.horizon] },
            { name: "Promised for", value: item.quarter ? quarterLabel(item.quarter) : "No date" },
            ...(item.firstQuarter && item.firstQuarter !== item.quarter
              ? [{ name: "First promised for", value: quarterLabel(item.firstQuarter) }]
              : []),
            ...(item.doneAt
              ? [{ name: "Done", value: <Timestamp at={item.doneAt} zone={zone} only="day" /> }]
              : []),
          ]}
        />
      </section>
      <section>
        <SectionHead title="Expected" level={3} />
        <Facts
          facts={[
            { name: "Effect", value: expectedValue(item) },
            ...(item.expected && item.expectation ? [{ name: "In words", value: item.expectation }] : []),
            ...(item.prediction ? [{ name: "So far", value: predictionNames[item.prediction] }] : []),
            ...(item.objectiveName ? [{ name: "Objective", value: item.objectiveName }] : []),
          ]}
        />
      </section>
      <section>
        <SectionHead title="Worth" level={3} />
        <Facts facts={worthOf(item)} />
      </section>
      <section>
        <SectionHead title="Where and who" level={3} />
        <Facts
          facts={[
            {
              name: "System",
              value: item.system ? (
                <TextLink href={`/systems/${item.system}`}>{item.systemName}</TextLink>
              ) : (
                "All systems"
              ),
            },
            { name: "Owner", value: item.owner?.name ?? "Nobody" },
            ...(item.team ? [{ name: "Team", value: item.team }] : []),
            { name: "Members", value: item.published ? "See it" : "Do not see it" },
            { name: "Added", value: <Timestamp at={item.createdAt} zone={zone} only="day" /> },
          ]}
        />
      </section>
    </div>
  );
}

function expectedValue(item: ItemDetail) {
  if (!item.expected) return expectedText(item);
  return <TextLink href={`/metrics/${item.expected.metric}`}>{expectedText(item)}</TextLink>;
}

function worthOf({ reach, impact, confidence, effort, score }: ItemDetail) {
  const known = impacts.find(({ value }) => value === impact)?.name;
  const facts = [
    { name: "RICE score", value: score === null ? "Not estimated" : scoreText(score) },
    { name: "Reach", value: reach === null ? null : `${formatNumber(reach)} people a quarter` },
    {
      name: "Impact",
      value: impact === null ? null : [known, formatNumber(impact)].filter(Boolean).join(", "),
    },
    { name: "Confidence", value: confidence === null ? null : formatPercent(confidence, { decimals: 0 }) },
    { name: "Effort", value: effort === null ? null : `${formatNumber(effort)} person-weeks` },
  ];
  return facts.filter((fact) => fact.value !== null);
}
