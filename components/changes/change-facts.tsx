import { Callout } from "#components/ui/callout.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { SectionHead } from "#components/ui/section-head.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { areaNames } from "#lib/changes/model.ts";
import type { Change } from "#lib/changes/schema.ts";
import { teamKeyOf } from "#lib/core/team.ts";

/** Beside the evidence: what changed, where, when, why and how to undo it. */
export function ChangeFacts({ change, zone }: { change: Change; zone: string }) {
  return (
    <div className="grid gap-9">
      {(change.settings.length > 0 || change.evidence) && (
        <section>
          <SectionHead title="What changed" level={3} />
          <Settings settings={change.settings} />
          <AreaEvidence evidence={change.evidence} />
        </section>
      )}
      <section>
        <SectionHead title="Where and when" level={3} />
        <Facts facts={whereAndWhen(change, zone)} />
        {change.recordedLateDays !== null && (
          <p className="mt-2 text-small text-ink-muted">
            Recorded {change.recordedLateDays} {change.recordedLateDays === 1 ? "day" : "days"} after the
            change.
          </p>
        )}
      </section>
      {change.description && (
        <section>
          <SectionHead title="Why" level={3} />
          <div className="mt-2">
            <Prose source={change.description} size="small" />
          </div>
        </section>
      )}
      {change.rollbackPlan && (
        <section>
          <SectionHead title="How to undo it" level={3} />
          <div className="mt-2">
            <Prose source={change.rollbackPlan} size="small" />
          </div>
        </section>
      )}
      {change.links.length > 0 && (
        <section>
          <SectionHead title="Links" level={3} />
          <ul className="mt-2 grid gap-1 text-small">
            {change.links.map((link) => (
              <li key={link.url} className="wrap-anywhere">
                {link.kind}: <TextLink href={link.url}>{link.url}</TextLink>
              </li>
            ))}
          </ul>
        </section>
      )}
      {change.planChangedAfterResults && (
        <Callout tone="doubt">
          The prediction, guardrails or windows were edited after results were in.
        </Callout>
      )}
    </div>
  );
}

function Settings({ settings }: { settings: Change["settings"] }) {
  if (settings.length === 0) return null;
  return (
    <ul className="mt-2 grid gap-2 bg-wash p-3 font-mono text-small">
      {settings.map((setting) => (
        <li key={setting.key} className="wrap-anywhere">
          <span className="block text-ink-muted">{setting.key}</span>
          {setting.before || "none"} <span className="font-sans text-ink-muted">to</span>{" "}
          <b>{setting.after || "none"}</b>
        </li>
      ))}
    </ul>
  );
}

const evidenceNames: Record<string, string> = {
  statement: "Statement",
  queryId: "Query id",
  repository: "Repository",
  commit: "Commit",
  pullRequest: "Pull request",
  resource: "Resource",
  oldSize: "Old size",
  newSize: "New size",
};

function AreaEvidence({ evidence }: { evidence: Change["evidence"] }) {
  if (!evidence) return null;
  const facts = Object.entries(evidence).flatMap(([name, value]) =>
    value
      ? [
          {
            name: evidenceNames[name] ?? name,
            value: <span className="font-mono wrap-anywhere">{value}</span>,
          },
        ]
      : [],
  );
  return <Facts facts={facts} />;
}

function teamHref(team: string): string {
  return `/changes?${new URLSearchParams({ team: teamKeyOf(team) })}`;
}

function whereAndWhen(change: Change, zone: string) {
  const time = (name: string, at: string | null) =>
    at ? [{ name, value: <Timestamp at={at} zone={zone} /> }] : [];
  return [
    { name: "Area", value: areaNames[change.area] },
    ...(change.practiceName ? [{ name: "Practice", value: change.practiceName }] : []),
    { name: "System", value: <TextLink href={`/systems/${change.system}`}>{change.systemName}</TextLink> },
    ...(change.team
      ? [{ name: "Team", value: <TextLink href={teamHref(change.team)}>{change.team}</TextLink> }]
      : []),
    ...time("Started", change.startedAt),
    ...time("Applied", change.appliedAt),
    ...time("Roll-out from", change.rolloutStart),
    ...time("Roll-out to", change.rolloutEnd),
    ...(change.settleSeconds > 0
      ? [{ name: "Settling", value: `${Math.round(change.settleSeconds / 60)}\u00a0min` }]
      : []),
    { name: "Owner", value: change.owner?.name ?? "Nobody" },
    ...(change.origin ? [{ name: "Came in by", value: `Webhook ${change.origin}` }] : []),
  ];
}
