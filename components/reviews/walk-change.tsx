import { ChangeFinding } from "#components/changes/change-finding.tsx";
import { ChangeWatch } from "#components/changes/change-watch.tsx";
import { Effect } from "#components/changes/effect.tsx";
import { EffectCell } from "#components/changes/effect-cell.tsx";
import { EffectScale } from "#components/changes/effect-scale.tsx";
import { WhyInReview } from "#components/reviews/why-in-review.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Table } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { areaNames, statusNames } from "#lib/changes/model.ts";
import type { Change, Measurement } from "#lib/changes/schema.ts";
import { effectLine, reachOf } from "#lib/core/charts/effect-line.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { formatDate, quarterLabel } from "#lib/core/time.ts";
import { counted } from "#lib/core/words.ts";
import { markNames } from "#lib/reviews/model.ts";
import type { Walk } from "#lib/reviews/queries/walk.ts";

type WalkChangeProps = { walk: Walk; zone: string };

/** The change that is decided about: what it was, what its checks say, what became of it. */
export function WalkChange({
  walk: { change, carriedFrom, lostAfter, fadingAfter, decisions, actions, voices },
  zone,
}: WalkChangeProps) {
  return (
    <>
      <p className="text-small text-ink-muted">
        {[
          `C-${change.number}`,
          areaNames[change.area],
          change.practiceName,
          change.systemName,
          change.team,
          change.appliedAt ? `applied ${formatDate(new Date(change.appliedAt), zone)}` : "never applied",
        ]
          .filter(Boolean)
          .join(" · ")}{" "}
        <WhyInReview carriedFrom={carriedFrom} lostAfter={lostAfter} fadingAfter={fadingAfter} />
      </p>
      <h2 className="mt-1 mb-6 font-serif text-title font-strong tracking-tight wrap-anywhere">
        <TextLink tone="plain" href={`/changes/${change.number}`}>
          {change.title}
        </TextLink>
      </h2>
      <ChangeFinding change={change} mayMeasure={false} />
      <div className="mt-7 grid gap-10 xl:grid-cols-[minmax(0,1fr)_15rem]">
        <Checks change={change} zone={zone} />
        <Facts facts={[...factsOf(change, zone), ...feedbackFacts(voices)]} />
      </div>
      {change.watch.some(({ checkedAt }) => checkedAt !== null) && (
        <ChangeWatch change={change} zone={zone} />
      )}
      {voices.disagreement && (
        <div className="mt-6">
          <Callout tone="doubt">{voices.disagreement}</Callout>
        </div>
      )}
      {decisions.length > 0 && (
        <section className="mt-7">
          <h3 className="border-b border-rule-strong pb-1.5 text-small font-strong">Decided so far</h3>
          <ul className="text-small">
            {decisions.map((decision, index) => (
              <li key={decision.id} className="border-b border-rule py-2 wrap-anywhere">
                <b className="font-medium">{markNames[decision.decision]}</b>
                {index > 0 && <span className="text-ink-muted">, changed later</span>}
                {decision.takenOver && <span className="text-ink-muted">, in the version before</span>}
                <span className="text-ink-muted">
                  {" "}
                  by {decision.by}, <Timestamp at={decision.at} zone={zone} />
                </span>
                {decision.note && <p className="text-ink-soft">{decision.note}</p>}
              </li>
            ))}
          </ul>
          {actions.map((action) => (
            <p key={action.title} className="mt-2 text-small text-ink-soft">
              Action for {action.owner ?? "nobody yet"} by {quarterLabel(action.dueQuarter)}: {action.title}
            </p>
          ))}
        </section>
      )}
    </>
  );
}

type Check = Measurement & { verdict: Verdict };

/** Every verdict of the deciding metric, the oldest first, then those of other metrics. */
function checksOf({ measurements, primary }: Change): Check[] {
  const measured = measurements.filter((one): one is Check => one.verdict !== null).toReversed();
  const decides = (one: Check) => one.metric === primary?.metric;
  return [...measured.filter(decides), ...measured.filter((one) => !decides(one))];
}

function Checks({ change, zone }: { change: Change; zone: string }) {
  const checks = checksOf(change);
  if (checks.length === 0) return <p className="text-small text-ink-muted">Nothing was measured yet.</p>;
  const reach = reachOf(checks.map((check) => check.verdict));
  return (
    <Table caption="Checks">
      <thead>
        <tr>
          <th scope="col">Check</th>
          <th scope="col" className="num">
            Effect
          </th>
          <th scope="col" className="fit max-md:hidden">
            <EffectScale reach={reach} width={140} />
          </th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <tr key={check.id}>
            <th scope="row">
              {check.metric === change.primary?.metric ? "Verdict" : check.metricName},{" "}
              {formatDate(new Date(check.createdAt), zone)}
            </th>
            <td className="num">
              <Effect verdict={check.verdict} stacked />
            </td>
            <td className="line max-md:hidden">
              <EffectCell
                line={effectLine({
                  verdict: check.verdict,
                  prediction: null,
                  reach,
                  simulated: check.simulated,
                })}
                width={140}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function feedbackFacts({ entries, solved }: Walk["voices"]) {
  const asked = solved.yes + solved.partly + solved.no;
  return [
    ...entries.map((entry, index) => ({
      name: index === 0 ? "Feedback" : `Feedback ${index + 1}`,
      value: (
        <TextLink href={`/feedback/${entry.number}`}>
          {entry.title}, {counted(entry.votes, "vote", "votes")}
        </TextLink>
      ),
    })),
    ...(asked > 0
      ? [{ name: "Solved?", value: `${solved.yes} yes, ${solved.partly} partly, ${solved.no} no` }]
      : []),
  ];
}

function factsOf(change: Change, zone: string) {
  return [
    { name: "Status", value: statusNames[change.status] },
    ...(change.statusReason ? [{ name: "Reason", value: change.statusReason }] : []),
    { name: "Owner", value: change.owner?.name ?? "Nobody" },
    ...(change.recordedLateDays !== null
      ? [{ name: "Recorded", value: `${change.recordedLateDays} days after it was applied` }]
      : []),
    ...(change.rollbackPlan ? [{ name: "Way back", value: "written down" }] : []),
    { name: "Updated", value: <Timestamp at={change.updatedAt} zone={zone} only="day" /> },
  ];
}
