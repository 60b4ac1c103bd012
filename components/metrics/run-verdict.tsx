import { Finding } from "#components/changes/finding.tsx";
import { VerdictTable } from "#components/changes/verdict-table.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Section } from "#components/ui/section.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { toneOf } from "#lib/core/charts/chart.ts";
import { gradeInWords, reasonInWords } from "#lib/core/outcome-words.ts";
import type { TestRunVerdict } from "#lib/metrics/schema.ts";

type RunVerdictProps = {
  verdicts: TestRunVerdict[];
  /** The quantity whose finding stands first. */
  chosen: string;
  /** Where another quantity is put first. */
  hrefOf: (quantity: string) => string;
};

/** What two groups of test runs say: one quantity's finding in words, and every other in a row. */
export function RunVerdict({ verdicts, chosen, hrefOf }: RunVerdictProps) {
  const first = verdicts.find(({ verdict }) => verdict.metric === chosen) ?? verdicts[0];
  if (!first) return null;
  const { verdict } = first;
  const note =
    verdict.reason === null
      ? `, ${gradeInWords(verdict.grade)}`
      : `: ${reasonInWords(verdict.reason, verdict.grade)}`;
  const rows = verdicts.map((one) => ({
    key: one.verdict.metric,
    name: (
      <TextLink href={hrefOf(one.verdict.metric)}>
        <span className="font-mono">{one.verdict.metric}</span>
      </TextLink>
    ),
    verdict: one.verdict,
    note: noteOf(one),
  }));
  return (
    <>
      <div className="mt-block">
        <Finding outcome={toneOf(verdict)} sentence={verdict.sentence} note={note} />
      </div>
      {verdict.warnings.map(({ code, message }) => (
        <div key={code + message} className="mt-3">
          <Callout tone="note">{message}</Callout>
        </div>
      ))}
      <Section title="Every quantity" id="verdicts">
        <p className="mt-3 max-w-measure text-small text-ink-muted">
          {verdicts.length > 1 &&
            `Of ${verdicts.length} quantities one may look changed by chance: “taken alone” says that it does not hold beside the others. `}
          Nothing here is kept; add the files to a change to make them its evidence.
        </p>
        <div className="mt-4">
          <VerdictTable caption="Verdict on every quantity" of="Quantity" rows={rows} />
        </div>
      </Section>
    </>
  );
}

function noteOf({ verdict, perhaps }: TestRunVerdict): string | null {
  if (perhaps) return "taken alone";
  if (verdict.reason === null || verdict.reason === "summary-only") return null;
  return reasonInWords(verdict.reason, verdict.grade);
}
