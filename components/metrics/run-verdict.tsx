import { Effect } from "#components/changes/effect.tsx";
import { Finding } from "#components/changes/finding.tsx";
import { VerdictWord } from "#components/changes/verdict-word.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Section } from "#components/ui/section.tsx";
import { Table } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { toneOf } from "#lib/core/charts/chart.ts";
import { gradeInWords, reasonInWords } from "#lib/core/outcome-words.ts";
import { formatQuantities } from "#lib/core/units.ts";
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
          <Table caption="Verdict on every quantity">
            <thead>
              <tr>
                <th scope="col">Quantity</th>
                <th scope="col" className="num max-md:hidden">
                  Before
                </th>
                <th scope="col" className="num max-md:hidden">
                  After
                </th>
                <th scope="col" className="num">
                  Effect
                </th>
                <th scope="col">Verdict</th>
              </tr>
            </thead>
            <tbody>
              {verdicts.map((one) => (
                <Row key={one.verdict.metric} {...one} href={hrefOf(one.verdict.metric)} />
              ))}
            </tbody>
          </Table>
        </div>
      </Section>
    </>
  );
}

function Row({ verdict, perhaps, href }: TestRunVerdict & { href: string }) {
  const [before, after] = formatQuantities([verdict.before.center, verdict.after.center], verdict.unit);
  const note = perhaps
    ? "taken alone"
    : verdict.reason !== null && verdict.reason !== "summary-only"
      ? reasonInWords(verdict.reason, verdict.grade)
      : null;
  return (
    <tr>
      <th scope="row">
        <TextLink href={href}>
          <span className="font-mono">{verdict.metric}</span>
        </TextLink>
        <span className="block text-ink-muted md:hidden">
          {before} to {after}
        </span>
      </th>
      <td className="num max-md:hidden">{before}</td>
      <td className="num max-md:hidden">{after}</td>
      <td className="num">
        <Effect verdict={verdict} stacked />
      </td>
      <td className="fit">
        <VerdictWord outcome={toneOf(verdict)} />
        {note && <span className="block text-small text-ink-muted">{note}</span>}
      </td>
    </tr>
  );
}
