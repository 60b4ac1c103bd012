import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Board } from "#components/roadmap/board.tsx";
import { ItemCard } from "#components/roadmap/item-card.tsx";
import { ItemTable } from "#components/roadmap/item-table.tsx";
import { ItemTimeline } from "#components/roadmap/item-timeline.tsx";
import { KeptViews } from "#components/roadmap/kept-views.tsx";
import type { Lane } from "#components/roadmap/places.ts";
import { PredictionLine } from "#components/roadmap/prediction-line.tsx";
import { QuarterSteps } from "#components/roadmap/quarter-steps.tsx";
import { type RoadmapAddress, RoadmapFilters } from "#components/roadmap/roadmap-filters.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { UserActor } from "#lib/core/access/actor.ts";
import { may } from "#lib/core/access/authorize.ts";
import { listHref, oneOf } from "#lib/core/list-address.ts";
import { sortLink } from "#lib/core/sort-link.ts";
import { counted } from "#lib/core/words.ts";
import {
  type FilledColumn,
  getBoard,
  listItems,
  listViews,
  predictionScores,
  roadmapChoices,
} from "#lib/roadmap/queries.ts";
import { pageActor, shown } from "#lib/server/auth/page-actor.ts";

export const metadata: Metadata = { title: "Roadmap" };

const path = "/roadmap";
const shared = ["q", "system", "objective", "owner", "team"] as const;
const listed = ["horizon", "quarter", "archived", "sort", "cursor"] as const;

export default async function RoadmapPage({ searchParams }: PageProps<"/roadmap">) {
  const actor = await pageActor();
  const address: RoadmapAddress = oneOf(await searchParams, ["view", "from", ...shared, ...listed]);
  const [views, scores] = await Promise.all([shown(listViews(actor)), shown(predictionScores(actor))]);
  const add = may(actor, "roadmap.create") && (
    <LinkButton href="/roadmap/new" variant="primary">
      Add an item
    </LinkButton>
  );
  const View = viewNamed[address.view ?? ""] ?? BoardView;
  return (
    <>
      <PageHeader
        title="Roadmap"
        actions={
          <>
            <Segments label="View" segments={viewsOf(address)} />
            {may(actor, "share.create") && (
              <LinkButton href="/settings/sharing?what=roadmap">Share</LinkButton>
            )}
            {add}
          </>
        }
      >
        <PredictionLine tally={scores.all} />
      </PageHeader>
      <View actor={actor} address={address} add={add} />
      <KeptViews views={views} query={listHref("", address, {}).slice(1)} />
    </>
  );
}

const viewNamed: Record<string, (props: ViewProps) => Promise<ReactNode>> = {
  table: TableView,
  timeline: TimelineView,
};

type ViewProps = { actor: UserActor; address: RoadmapAddress; add: ReactNode };

/** Columns by horizon, or by quarter. */
async function BoardView({ actor, address, add }: ViewProps) {
  const by = address.view === "quarters" ? "quarter" : "horizon";
  const from = by === "quarter" && address.from ? { from: address.from } : {};
  const [board, choices] = await Promise.all([
    shown(getBoard(actor, { by, ...from, filter: oneOf(address, shared) })),
    roadmapChoices(actor),
  ]);
  const count = board.columns.reduce((sum, column) => sum + column.items.length, 0);
  const more = board.columns.some((column) => column.more);
  const filtered = shared.some((name) => address[name]);
  return (
    <>
      <RoadmapFilters
        address={address}
        choices={choices}
        summary={more ? `${count} items and more` : counted(count, "item", "items")}
      />
      {by === "quarter" && <QuarterSteps from={board.from} address={address} />}
      {count === 0 && (filtered || by === "horizon") ? (
        <Nothing filtered={filtered} add={add} />
      ) : (
        <Board
          key={by}
          by={by}
          current={board.current}
          mayMove={may(actor, "roadmap.edit")}
          lanes={board.columns.map((column) => laneOf(column, by, address))}
        />
      )}
    </>
  );
}

/** Cards are drawn here: the browser only moves them. */
function laneOf(column: FilledColumn, by: "horizon" | "quarter", address: RoadmapAddress): Lane {
  const aside = by === "horizon" ? { quarter: column.quarter } : { horizon: column.horizon };
  return {
    ...{ key: column.key, title: column.title, note: column.note },
    items: column.items.map((item) => ({
      ...{ number: item.number, title: item.title, progress: item.progress },
      ...{ horizon: item.horizon, quarter: item.quarter },
      card: <ItemCard item={item} aside={aside} />,
    })),
    sorted: column.filter.sort !== "order",
    moreHref: column.more ? moreHref(address, column) : null,
  };
}

/** Quarters from left to right, an item a row; the quarter before the running one shows what has just slipped. */
async function TimelineView({ actor, address, add }: ViewProps) {
  const [board, choices] = await Promise.all([
    shown(getBoard(actor, { ...timelineFrom(address), by: "quarter", filter: oneOf(address, shared) })),
    roadmapChoices(actor),
  ]);
  const dated = board.columns.filter(({ quarter }) => quarter !== null);
  const undated = board.columns.find(({ quarter }) => quarter === null);
  const items = dated.flatMap((column) => column.items);
  const more = dated.some((column) => column.more);
  return (
    <>
      <RoadmapFilters
        address={address}
        choices={choices}
        summary={more ? `${items.length} items and more` : counted(items.length, "item", "items")}
      />
      <QuarterSteps from={board.from} address={address} />
      {items.length === 0 ? (
        <Nothing filtered={shared.some((name) => address[name])} add={add} />
      ) : (
        <ItemTimeline items={items} columns={dated} current={board.current} />
      )}
      {undated && undated.items.length > 0 && (
        <p className="mt-4 text-small">
          <TextLink href={moreHref(address, undated)}>
            {undated.more ? `${undated.items.length} and more` : undated.items.length} without a date
          </TextLink>
        </p>
      )}
    </>
  );
}

/** Six quarters, the one before the running one first. */
function timelineFrom({ from }: RoadmapAddress) {
  return from ? { from, quarters: 6 } : { back: 1, quarters: 6 };
}

async function TableView({ actor, address, add }: ViewProps) {
  const filter = oneOf(address, [...shared, ...listed]);
  const [page, choices] = await Promise.all([shown(listItems(actor, filter)), roadmapChoices(actor)]);
  const { sort: _sort, cursor: _cursor, ...filters } = filter;
  const filtered = Object.keys(filters).length > 0;
  return (
    <>
      <RoadmapFilters
        address={address}
        choices={choices}
        summary={
          page.nextCursor
            ? `${page.items.length} items and more`
            : counted(page.items.length, "item", "items")
        }
      />
      {page.items.length === 0 ? (
        <Nothing filtered={filtered} add={add} />
      ) : (
        <>
          <ItemTable
            items={page.items}
            sort={{
              title: sortLink(path, address, "title", "title"),
              score: sortLink(path, address, "score", "-score"),
            }}
          />
          <Pagination
            noun="items"
            firstHref={address.cursor ? listHref(path, address, {}) : null}
            nextHref={page.nextCursor && listHref(path, address, { cursor: page.nextCursor })}
          />
        </>
      )}
    </>
  );
}

function Nothing({ filtered, add }: { filtered: boolean; add: ReactNode }) {
  return (
    <EmptyState title={filtered ? "Nothing matches" : "Nothing planned yet"} actions={filtered ? null : add}>
      {filtered
        ? "No item fits this search and these filters. Take one away to see more."
        : "An item says what is wanted, what is expected of it and when. The changes that deliver it are linked later; their verdicts are its progress."}
    </EmptyState>
  );
}

function viewsOf(address: RoadmapAddress) {
  const view = (label: string, name: string | null) => ({
    label,
    href: listHref(path, oneOf(address, shared), { view: name }),
    current: (address.view ?? null) === name,
  });
  return [
    view("Board", null),
    view("By quarter", "quarters"),
    view("Timeline", "timeline"),
    view("List", "table"),
  ];
}

/** The whole of a column, as a list under the same filters. */
function moreHref(address: RoadmapAddress, column: { filter: { horizon?: string; quarter?: string } }) {
  const { horizon = null, quarter = null } = column.filter;
  return listHref(path, oneOf(address, shared), { view: "table", horizon, quarter });
}
