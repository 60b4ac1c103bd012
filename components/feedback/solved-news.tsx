import { VerdictMark } from "#components/changes/verdict-mark.tsx";
import { SolvedForm } from "#components/feedback/solved-form.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { counted } from "#lib/core/words.ts";
import type { Feedback, SolvedCounts } from "#lib/feedback/schema.ts";

/** What a proven change brought to those behind an entry, and the question whether it is solved for them. */
export function SolvedNews({
  entry,
  mayAnswer,
  zone,
}: {
  entry: Feedback;
  mayAnswer: boolean;
  zone: string;
}) {
  if (entry.news.length === 0) return null;
  return (
    <section id="solved" aria-label="What it brought" className="mt-9 scroll-mt-16">
      {entry.news.map((news) => (
        <div key={news.change} className="border-t border-improved border-b border-b-rule py-4">
          <div className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3">
            <VerdictMark outcome="improved" size="large" className="mt-0.5" />
            <div>
              <p className="font-serif text-title font-strong text-pretty">Shipped: {news.sentence}</p>
              <p className="mt-1 text-small text-ink-muted">
                <Timestamp at={news.at} zone={zone} only="day" /> ·{" "}
                <TextLink href={`/changes/${news.change}`}>
                  C-{news.change} {news.changeTitle}
                </TextLink>
                . {counted(news.told, "person was told", "people were told")}.
              </p>
              {mayAnswer && <SolvedForm number={entry.number} change={news.change} mine={news.mine} />}
              <SolvedLine solved={news.solved} />
            </div>
          </div>
        </div>
      ))}
    </section>
  );
}

/** "Solved for 8, partly for 2, not for 1." */
export function SolvedLine({ solved }: { solved: SolvedCounts }) {
  const { yes, partly, no } = solved;
  if (yes + partly + no === 0) return null;
  return (
    <p className="mt-2 text-small text-ink-soft">
      Solved for {yes}, partly for {partly}, not for {no} of {counted(yes + partly + no, "person", "people")}{" "}
      who answered.
    </p>
  );
}
