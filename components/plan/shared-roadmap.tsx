import { VerdictWord } from "#components/changes/verdict-word.tsx";
import { CardFacts } from "#components/roadmap/card-facts.tsx";
import { expectedText } from "#components/roadmap/expected-text.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { statusNames } from "#lib/changes/model.ts";
import { quarterLabel } from "#lib/core/time.ts";
import type { SharedRoadmap as Roadmap, SharedItem } from "#lib/plan/shared-roadmap.ts";
import { predictionNames } from "#lib/roadmap/prediction-score.ts";

/** The roadmap for somebody without an account: nothing in it can be followed or moved. */
export function SharedRoadmap({ roadmap }: { roadmap: Roadmap }) {
  return (
    <>
      <PageHeader title="Roadmap">What is planned, and when.</PageHeader>
      <div className="mt-8 grid gap-x-8 gap-y-section md:grid-cols-2 xl:grid-cols-4">
        {roadmap.columns.map(({ key, title, note, items, more }) => (
          <section key={key} aria-labelledby={`column-${key}`} className="min-w-0">
            <h2
              id={`column-${key}`}
              className="flex items-baseline justify-between gap-4 border-b border-rule-head pb-2.5 font-serif text-title font-strong tracking-tight"
            >
              {title}
              <span className="font-sans text-small font-normal tracking-normal text-ink-muted">{note}</span>
            </h2>
            {items.length === 0 ? (
              <p className="pt-4 text-small text-ink-muted">Nothing here.</p>
            ) : (
              <ol>
                {items.map((item, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: items have no name of their own outside, and never move
                  <li key={index} className="border-b border-rule py-4">
                    <Item item={item} />
                  </li>
                ))}
              </ol>
            )}
            {more && (
              <p className="mt-3 text-small text-ink-muted">The first {items.length}; there are more.</p>
            )}
          </section>
        ))}
      </div>
    </>
  );
}

/** What was not chosen is not in the data: a fact that is undefined is left out, one that is null has a word. */
function Item({ item }: { item: SharedItem }) {
  const { expected, expectation, prediction, votes, owner, objectiveName, progress } = item;
  const facts = [
    { name: "Quarter", value: item.quarter ? quarterLabel(item.quarter) : "No date" },
    expected === undefined || expectation === undefined
      ? null
      : { name: "Expected", value: expectedText({ expected, expectation }) },
    prediction ? { name: "Against proof", value: predictionNames[prediction] } : null,
    objectiveName === undefined ? null : { name: "Objective", value: objectiveName ?? "None" },
    owner === undefined ? null : { name: "Owner", value: owner ?? "Nobody yet" },
    votes === undefined ? null : { name: "Votes", value: votes.toLocaleString("en-GB") },
    progress === undefined ? null : { name: "Progress", value: progress.words },
  ].filter((fact) => fact !== null);
  return (
    <>
      <h3 className="font-strong wrap-anywhere">{item.title}</h3>
      {item.systemName !== undefined && (
        <p className="text-small text-ink-muted">{item.systemName ?? "All systems"}</p>
      )}
      <CardFacts facts={facts} />
      {progress && progress.verdicts.length > 0 && (
        <ul aria-label="Verdicts" className="mt-2 text-small">
          {progress.verdicts.map((verdict, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <li key={index}>
              <Verdict verdict={verdict} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

type VerdictProps = { verdict: NonNullable<SharedItem["progress"]>["verdicts"][number] };

/** A verdict, and what takes from it. */
function Verdict({ verdict: { status, outcome, changes, gain } }: VerdictProps) {
  const withdrawn = status === "rolled-back" || status === "abandoned";
  const notes = [
    withdrawn && outcome !== "none" && statusNames[status].toLowerCase(),
    gain && `the gain is ${gain}`,
    changes > 1 && `${changes} changes share it`,
  ].filter(Boolean);
  if (outcome !== "none") return <VerdictWord outcome={outcome} note={notes.join(", ")} />;
  if (status === "measuring") return <VerdictWord outcome="measuring" />;
  return (
    <span className="text-ink-muted">
      {statusNames[status]}
      {!withdrawn && ", no verdict yet"}
    </span>
  );
}
