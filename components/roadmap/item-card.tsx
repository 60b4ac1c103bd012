import { VerdictMark } from "#components/changes/verdict-mark.tsx";
import { CardFacts } from "#components/roadmap/card-facts.tsx";
import { expectedText } from "#components/roadmap/expected-text.ts";
import { Tag } from "#components/ui/tag.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { statusNames } from "#lib/changes/model.ts";
import { outcomeNames } from "#lib/core/outcome-words.ts";
import { quarterLabel } from "#lib/core/time.ts";
import { formatNumber } from "#lib/core/units.ts";
import { horizonNames } from "#lib/roadmap/model.ts";
import { progressInWords } from "#lib/roadmap/progress.ts";
import type { Item } from "#lib/roadmap/schema.ts";

/** What a card says of an item. `aside` is what its column says already: the quarter, or the horizon. */
export function ItemCard({
  item,
  aside,
}: {
  item: Item;
  aside: { quarter?: string | null; horizon?: string };
}) {
  const elsewhere = [
    aside.quarter !== undefined && item.quarter !== aside.quarter
      ? { name: "Quarter", value: item.quarter ? quarterLabel(item.quarter) : "No date" }
      : null,
    aside.horizon !== undefined && item.horizon !== aside.horizon
      ? { name: "Horizon", value: horizonNames[item.horizon] }
      : null,
  ].filter((fact) => fact !== null);
  const facts = [
    { name: "Expected", value: expectedText(item) },
    ...(item.score === null ? [] : [{ name: "RICE score", value: scoreText(item.score) }]),
    ...(item.votes > 0 ? [{ name: "Votes", value: item.votes.toLocaleString("en-GB") }] : []),
    ...(item.changes.length > 0 ? [{ name: "Progress", value: progressInWords(item.changes) }] : []),
    ...elsewhere,
  ];
  return (
    <>
      <h3 className="pr-8 font-strong">
        <TextLink tone="plain" href={`/roadmap/${item.number}`} className="wrap-anywhere">
          {item.title}
        </TextLink>
      </h3>
      <p className="text-small text-ink-muted">
        {[item.systemName ?? "All systems", item.team].filter(Boolean).join(" · ")}
        {!item.published && (
          <>
            {" "}
            <Tag>Not shown to members</Tag>
          </>
        )}
      </p>
      <CardFacts facts={facts} />
      <ItemChanges changes={item.changes} />
    </>
  );
}

/** The changes that deliver an item, each with the mark of its verdict. */
export function ItemChanges({ changes }: { changes: Item["changes"] }) {
  if (changes.length === 0) return null;
  return (
    <ul aria-label="Changes" className="mt-2 flex flex-wrap gap-x-3.5 gap-y-1 text-small">
      {changes.map(({ number, title, status, outcome }) => (
        <li key={number} className="flex items-center gap-1.5">
          {outcome === "none" ? (
            status === "applied" || status === "measuring" ? (
              <VerdictMark outcome="measuring" className="size-3.5!" />
            ) : null
          ) : (
            <VerdictMark outcome={outcome} className="size-3.5!" />
          )}
          <TextLink href={`/changes/${number}`} className="max-md:py-2">
            C-{number}
            <span className="sr-only">
              , {title}: {outcome === "none" ? statusNames[status] : outcomeNames[outcome]}
            </span>
          </TextLink>
        </li>
      ))}
    </ul>
  );
}

export function scoreText(score: number): string {
  return formatNumber(score, score < 10 ? 1 : 0);
}
