import type { Metadata } from "next";
import { RunComparison } from "#components/metrics/run-comparison.tsx";
import { RunOverride } from "#components/metrics/run-override.tsx";
import { RunSides } from "#components/metrics/run-sides.tsx";
import { RunVerdict } from "#components/metrics/run-verdict.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { UserActor } from "#lib/core/access/actor.ts";
import { oneOf } from "#lib/core/list-address.ts";
import { compareTestRuns } from "#lib/metrics/queries/compare-test-runs.ts";
import { testRunsByNumber } from "#lib/metrics/queries/test-runs.ts";
import { leadingQuantity, type RunSide, runSides } from "#lib/metrics/run-sides.ts";
import { sideBySide } from "#lib/metrics/side-by-side.ts";
import { orRefusal, pageActor, shown } from "#lib/server/auth/page-actor.ts";
import { readersZone } from "#lib/users/queries.ts";

export const metadata: Metadata = { title: "Test runs side by side" };

export default async function ComparePage({ searchParams }: PageProps<"/test-runs/compare">) {
  const actor = await pageActor();
  const address = await searchParams;
  const numbers = [address.runs]
    .flat()
    .flatMap((text) => (text ?? "").split(","))
    .filter((text) => /^\d{1,9}$/.test(text))
    .slice(0, 12);
  const found = await shown(testRunsByNumber(actor, { numbers }));
  const runs = found.toSorted((a, b) => a.ranAt.localeCompare(b.ranAt));
  const sides = runSides(runs, address);
  const zone = await readersZone(actor);
  return (
    <>
      <PageHeader
        title="Test runs side by side"
        crumbs={[{ label: "Test runs", href: "/test-runs" }, { label: "Side by side" }]}
      />
      {runs.length > 1 ? (
        <>
          <RunSides runs={runs} sides={sides} zone={zone} />
          <Verdict actor={actor} sides={sides} {...oneOf(address, ["quantity", "override"])} />
          <RunComparison runs={runs} {...sideBySide(runs)} zone={zone} />
        </>
      ) : (
        <EmptyState
          title="Choose at least two test runs"
          actions={<LinkButton href="/test-runs">Choose test runs</LinkButton>}
        >
          Tick two to twelve runs in the list, then put them side by side.
        </EmptyState>
      )}
    </>
  );
}

type VerdictProps = {
  actor: UserActor;
  sides: Map<number, RunSide>;
  quantity?: string;
  override?: string;
};

async function Verdict({ actor, sides, quantity, override = "" }: VerdictProps) {
  const on = (side: RunSide) => [...sides].flatMap(([number, own]) => (own === side ? [number] : []));
  const [before, after] = [on("before"), on("after")];
  if (before.length === 0 || after.length === 0) {
    return (
      <p className="mt-block max-w-measure text-ink-soft">
        Say which runs are from before and which from after, and their verdict stands here.
      </p>
    );
  }
  const reason = override.trim();
  const { answer, refusal } = await orRefusal(
    compareTestRuns(actor, { before, after, ...(reason === "" ? {} : { override: reason }) }),
  );
  if (refusal !== null) {
    return (
      <div className="mt-block">
        <Callout tone="bad" title="These runs cannot be compared">
          <p>{refusal}</p>
        </Callout>
      </div>
    );
  }
  const names = answer.items.map(({ verdict }) => verdict.metric);
  const chosen = leadingQuantity(names, quantity);
  const address: [string, string][] = [
    ["runs", [...sides.keys()].join(",")],
    ...[...sides].map(([number, side]): [string, string] => [`side-${number}`, side]),
  ];
  const hrefOf = (name: string) => {
    const kept: [string, string][] = reason === "" ? [] : [["override", reason]];
    return `/test-runs/compare?${new URLSearchParams([...address, ["quantity", name], ...kept])}`;
  };
  const isUnlike = answer.items.some(({ verdict }) => verdict.reason === "not-comparable");
  return (
    <>
      <RunVerdict verdicts={answer.items} chosen={chosen} hrefOf={hrefOf} />
      {(isUnlike || reason !== "") && (
        <RunOverride address={[...address, ["quantity", chosen]]} reason={reason} />
      )}
    </>
  );
}
