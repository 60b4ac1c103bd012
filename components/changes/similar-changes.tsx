"use client";

import { useQuery } from "@tanstack/react-query";
import { VerdictWord } from "#components/changes/verdict-word.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { useSettled } from "#components/ui/use-settled.ts";
import { similarChangesAction } from "#lib/changes/actions.ts";
import { statusNames } from "#lib/changes/model.ts";
import type { ChangeListItem } from "#lib/changes/schema.ts";
import { toneOf } from "#lib/core/charts/chart.ts";
import { effectText } from "#lib/core/effect-text.ts";
import { formatDate } from "#lib/core/time.ts";

type SimilarChangesProps = { title: string; system: string; exceptNumber?: number };

/** Earlier changes like the one being written, also those that failed: nothing is tried twice unknowingly. */
export function SimilarChanges({ title, system, exceptNumber }: SimilarChangesProps) {
  const settled = useSettled(title.trim(), 300);
  const { data = [] } = useQuery({
    queryKey: ["changes", "similar", settled, system, exceptNumber],
    queryFn: () => similarChangesAction({ title: settled, system: system || undefined, exceptNumber }),
    enabled: settled.length >= 4,
    staleTime: 60_000,
  });
  return (
    <div role="status">
      {settled.length >= 4 && data.length > 0 && (
        <Callout tone="note" title="Tried before">
          <ul className="grid gap-3">
            {data.map((change) => (
              <li key={change.number}>
                <TextLink href={`/changes/${change.number}`}>C-{change.number}</TextLink> {change.title},{" "}
                {formatDate(new Date(change.happenedAt))}, {change.systemName}
                <Outcome change={change} />
              </li>
            ))}
          </ul>
        </Callout>
      )}
    </div>
  );
}

function Outcome({ change }: { change: ChangeListItem }) {
  const verdict = change.primary?.verdict;
  if (!verdict) return <span className="block">{statusNames[change.status]}, no verdict.</span>;
  const { value, interval } = effectText(verdict);
  return (
    <span className="mt-1 block">
      <VerdictWord outcome={toneOf(verdict)} /> {value} {interval && `(${interval})`}
      {change.status === "rolled-back" && ", rolled back"}
    </span>
  );
}
