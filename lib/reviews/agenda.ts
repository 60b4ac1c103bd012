/**
 * The agenda of a review, made from what was gathered: what got better and worse, what nobody can tell, what was taken
 * back or came late, what became of earlier gains and actions, where the targets stand, what users said. What was
 * looked for and not found has its section too: an empty one is an answer. Only what was not gathered (null) has none.
 */

import { keptPercent } from "#lib/changes/gain-kept.ts";
import { statusNames } from "#lib/changes/model.ts";
import type { ChangeListItem } from "#lib/changes/schema.ts";
import { isTargetMet, type TargetStanding } from "#lib/changes/target-standing.ts";
import type { Worth } from "#lib/changes/worth.ts";
import { savingsNote, worthSentences } from "#lib/changes/worth-words.ts";
import type { ShownVerdict } from "#lib/core/outcome-words.ts";
import { gapInWords } from "#lib/core/target-distance.ts";
import { formatDate, quarterLabel } from "#lib/core/time.ts";
import { formatQuantities, formatQuantity } from "#lib/core/units.ts";
import { counted } from "#lib/core/words.ts";
import { type ChangeGroup, countIn, type Tally } from "#lib/reviews/change-groups.ts";
import type { ActionStatus } from "#lib/reviews/model.ts";
import type { Stated } from "#lib/reviews/schema.ts";
import { computedInWords, statedInWords } from "#lib/reviews/stated-in-words.ts";

/** Some of the changes of a group and how many there are in all. */
type Gathered = {
  count: number;
  changes: ChangeListItem[];
  /** How many results these changes have; absent where changes are counted for themselves. */
  results?: number;
};

export type RoadmapMove = {
  number: number;
  title: string;
  from: string | null;
  to: string | null;
  reason: string | null;
  by: string | null;
};
export type LostGain = {
  number: number;
  title: string;
  /** So many days after its window. */
  day: number;
  /** Share of the gain that is kept. */
  kept: number | null;
  lost: boolean;
};
type Voice = { number: number; title: string; votes: number; status: string };
export type Voices = {
  count: number;
  entries: Voice[];
  /** What people answered to "solved for you?" about this quarter's changes. */
  solved: { yes: number; partly: number; no: number };
};
export type PastAction = {
  title: string;
  owner: string | null;
  status: ActionStatus;
  outcomeNote: string | null;
  change: number | null;
  /** The roadmap item it turned into, and what became of that. */
  item: { number: number; progress: string } | null;
};

/** What the latest check of a proven gain found, so many days after its change. */
export type LatestCheck = { state: "holding" | "fading" | "lost"; day: number };

export type AgendaRecords = {
  quarter: string;
  timeZone: string;
  /** What the quarter amounts to: computed, and as a person states it. */
  headline: string;
  stated: Stated | null;
  /** Whose part it is, by name; null for the whole. */
  team: string | null;
  tallies: Tally[];
  changes: Record<ChangeGroup, ChangeListItem[]>;
  /** Of the changes that are shown, by number. */
  latestChecks: ReadonlyMap<number, LatestCheck>;
  recordedLate: Gathered;
  carried: (Gathered & { from: string | null }) | null;
  movedOut: { count: number; moves: RoadmapMove[] } | null;
  addedLate: { count: number; moves: RoadmapMove[] } | null;
  lostGains: { count: number; gains: LostGain[] } | null;
  targets: TargetStanding[];
  voices: Voices | null;
  /** What nobody has answered yet, whenever it was sent, the most wanted first. */
  openVoices: { count: number; more: boolean; entries: Voice[] } | null;
  /** What the quarter cost and is said to save; null where a team looks at its part. */
  worth: { worth: Worth; currency: string | null } | null;
  lastActions: { quarter: string | null; actions: PastAction[] };
};

type AgendaLine = {
  text: string;
  /** What stands behind the line: who, when, why. */
  detail: string | null;
  href: string | null;
  outcome: ShownVerdict | null;
};

export type AgendaSection = {
  key: string;
  title: string;
  count: number;
  /** What it comes to, in one sentence. */
  summary: string;
  /** The first of them; `count` says how many there are. */
  lines: AgendaLine[];
};

export const verdictKey = "verdict";

export function agendaOf(records: AgendaRecords): AgendaSection[] {
  const group = (name: ChangeGroup): Gathered => ({
    count: countIn(name, records.tallies),
    ...(name === "rolled-back" ? {} : { results: countIn(name, records.tallies, "results") }),
    changes: records.changes[name],
  });
  const { latestChecks } = records;
  const ofChanges = (key: string, title: string, gathered: Gathered, ends: [string, string]) =>
    changesSection({ key, title, gathered, ends, latestChecks });
  return [
    // What the quarter amounts to is said of the whole, never of a part.
    ...(records.team === null ? [verdict(records)] : []),
    ofChanges("wins", "Wins", group("wins"), [
      "proved better and still stands",
      "proved better and still stand",
    ]),
    ofChanges("regressions", "Regressions", group("regressions"), ["made things worse", "made things worse"]),
    ofChanges("unproven", "Unproven", group("unproven"), ["shows no proof yet", "show no proof yet"]),
    ofChanges("unchanged", "Without effect", group("unchanged"), [
      "proved to make no difference",
      "proved to make no difference",
    ]),
    ofChanges("rolled-back", "Rolled back", group("rolled-back"), [
      "was rolled back or abandoned",
      "were rolled back or abandoned",
    ]),
    ofChanges("recorded-late", "Recorded late", records.recordedLate, [
      "was written down after the quarter had ended",
      "were written down after the quarter had ended",
    ]),
    carriedOver(records),
    ...given(records.movedOut, (moves) =>
      ofMoves("moved-out", "Moved out", moves, "left the quarter after it had begun"),
    ),
    ...given(records.addedLate, (moves) =>
      ofMoves("added-late", "Added late", moves, "came into the quarter after it had begun"),
    ),
    ...given(records.lostGains, lostGains),
    targets(records),
    ...given(records.worth, (part) => worthSection(records.quarter, part)),
    ...given(records.voices, voices),
    ...given(records.openVoices, openVoices),
    lastActions(records),
  ];
}

/** Costs and savings as they are stated, in the sentences of the overview. */
function worthSection(
  quarter: string,
  { worth, currency }: NonNullable<AgendaRecords["worth"]>,
): AgendaSection {
  const sentences = worthSentences(worth, currency);
  const summary = sentences.length === 0 ? "No change states what it cost or saves." : savingsNote;
  const lines = sentences.map(
    ({ sentence, filter }): AgendaLine => ({
      text: sentence,
      detail: null,
      href: `/changes?quarter=${quarter}&${filter}`,
      outcome: null,
    }),
  );
  return section("worth", "Cost and benefit", lines.length, summary, lines);
}

function given<Part>(part: Part | null, make: (part: Part) => AgendaSection): AgendaSection[] {
  return part === null ? [] : [make(part)];
}

function section(
  key: string,
  title: string,
  count: number,
  summary: string,
  lines: AgendaLine[],
): AgendaSection {
  return { key, title, count, summary, lines };
}

/** Both stand there, whoever reads the agenda: what a person states never replaces what was computed. */
function verdict({ headline, stated, timeZone }: AgendaRecords): AgendaSection {
  const lines: AgendaLine[] = stated
    ? [
        {
          text: stated.words,
          detail: `${computedInWords(headline)} ${statedInWords(stated, timeZone)}`,
          href: null,
          outcome: null,
        },
      ]
    : [];
  return section(verdictKey, "What the quarter amounts to", lines.length, headline, lines);
}

type ChangesPart = {
  key: string;
  title: string;
  gathered: Gathered;
  /** How the sentence goes on after one change, and after several. */
  ends: [string, string];
  latestChecks: AgendaRecords["latestChecks"];
};

function changesSection({ key, title, gathered, ends, latestChecks }: ChangesPart) {
  const { count, changes, results = count } = gathered;
  const summary =
    count === 0
      ? `No change ${ends[0]}.`
      : `${counted(count, "change", "changes")}${sharedInWords(count, results)} ${count === 1 ? ends[0] : ends[1]}.`;
  const lines = changes.map((change) => changeLine(change, latestChecks));
  return section(key, title, count, summary, lines);
}

/** ", which share 7 results,": each is decided about by itself, and a verdict that several share counts once. */
function sharedInWords(count: number, results: number): string {
  if (results >= count) return "";
  if (results === 0) return ", counted with others,";
  return count === 1 ? "" : `, which share ${counted(results, "result", "results")},`;
}

function changeLine(change: ChangeListItem, latestChecks: AgendaRecords["latestChecks"]): AgendaLine {
  const check = latestChecks.get(change.number);
  const ended = change.status === "rolled-back" || change.status === "abandoned";
  return {
    text: change.primary?.verdict.sentence ?? change.title,
    detail: [
      `C-${change.number}`,
      ...(change.primary ? [change.title] : []),
      change.systemName,
      ...(ended || !change.primary ? [statusNames[change.status].toLowerCase()] : []),
      ...(check ? [`the gain ${checkedInWords[check.state]} after ${check.day} days`] : []),
    ].join(" · "),
    href: `/changes/${change.number}`,
    outcome: change.outcome === "none" ? "measuring" : change.outcome,
  };
}

const checkedInWords = { holding: "holds", fading: "fades", lost: "is lost" } as const;

function carriedOver({ carried, latestChecks }: AgendaRecords): AgendaSection {
  const count = carried?.count ?? 0;
  const from = carried?.from ? ` in the review of ${quarterLabel(carried.from)}` : "";
  const summary =
    count === 0
      ? "Nothing was left open by the review before."
      : `${counted(count, "change was", "changes were")} left open${from}.`;
  const lines = (carried?.changes ?? []).map((change) => changeLine(change, latestChecks));
  return section("carried", "Left open before", count, summary, lines);
}

function ofMoves(
  key: string,
  title: string,
  { count, moves }: { count: number; moves: RoadmapMove[] },
  what: string,
) {
  const summary =
    count === 0 ? `No roadmap item ${what}.` : `${counted(count, "roadmap item", "roadmap items")} ${what}.`;
  const lines = moves.map((move): AgendaLine => {
    const way = `${move.from ? quarterLabel(move.from) : "no quarter"} to ${move.to ? quarterLabel(move.to) : "no quarter"}`;
    return {
      text: move.title,
      detail: [way, ...(move.by ? [move.by] : []), ...(move.reason ? [move.reason] : [])].join(" · "),
      href: `/roadmap/${move.number}`,
      outcome: null,
    };
  });
  return section(key, title, count, summary, lines);
}

function lostGains({ count, gains }: { count: number; gains: LostGain[] }): AgendaSection {
  const summary =
    count === 0
      ? "No gain was found fading or lost in this quarter."
      : `${counted(count, "gain", "gains")} faded or got lost when checked again.`;
  const lines = gains.map(
    (gain): AgendaLine => ({
      text: `${gain.title}: the gain is ${gain.lost ? "lost" : "fading"} after ${gain.day} days${
        gain.kept === null || gain.lost ? "" : `, ${keptPercent(gain.kept)} of it is kept`
      }`,
      detail: `C-${gain.number}`,
      href: `/changes/${gain.number}`,
      outcome: gain.lost ? "regressed" : null,
    }),
  );
  return section("lost-gains", "Fading and lost gains", count, summary, lines);
}

function targets({ targets: standings, timeZone }: AgendaRecords): AgendaSection {
  const reached = standings.filter((standing) => isTargetMet(standing)).length;
  const summary =
    standings.length === 0
      ? "No objective has a target yet."
      : `${counted(reached, "target", "targets")} of ${standings.length} ${reached === 1 ? "is" : "are"} reached.`;
  // Those that are reached stand in the comparison; the discussion is about the others.
  const lines = standings
    .filter((standing) => !isTargetMet(standing))
    .map(
      (standing): AgendaLine => ({
        text: `${standing.target.metricName}: ${distanceOf(standing)}`,
        detail: [
          standing.objective,
          ...(standing.target.dueAt ? [`by ${formatDate(new Date(standing.target.dueAt), timeZone)}`] : []),
        ].join(" · "),
        href: `/metrics/${standing.target.metric}`,
        outcome: null,
      }),
    );
  return section("targets", "Objectives", lines.length, summary, lines);
}

/** "1.2 s, 0.2 s from its target of 1 s" */
function distanceOf(standing: TargetStanding): string {
  const { target, periods } = standing;
  const now = periods.at(-1)?.value ?? null;
  if (now === null) return `not measured, target ${formatQuantity(target.value, target.unit)}`;
  const [value, goal] = formatQuantities([now, target.value], target.unit);
  if (isTargetMet(standing)) return `${value}, target of ${goal} reached`;
  return `${value}, ${gapInWords(now, target.value, target.unit)} from its target of ${goal}`;
}

function voices({ count, entries, solved }: Voices): AgendaSection {
  const sent =
    count === 0
      ? "No feedback was sent in this quarter."
      : `${counted(count, "entry", "entries")} of feedback ${count === 1 ? "was" : "were"} sent.`;
  const asked = solved.yes + solved.partly + solved.no;
  const answered =
    asked === 0
      ? ""
      : ` Solved by its changes? ${solved.yes} said yes, ${solved.partly} partly, ${solved.no} no.`;
  return section("feedback", "What users said", count, sent + answered, entries.map(voiceLine));
}

function openVoices({ count, more, entries }: NonNullable<AgendaRecords["openVoices"]>): AgendaSection {
  const summary =
    count === 0
      ? "No feedback waits for an answer."
      : `${counted(count, "entry", "entries", more)} of feedback ${count === 1 ? "waits" : "wait"} for an answer, the most wanted first.`;
  return section("open-feedback", "Open feedback", count, summary, entries.map(voiceLine));
}

function voiceLine(entry: Voice): AgendaLine {
  return {
    text: entry.title,
    detail: `${counted(entry.votes, "vote", "votes")} · ${entry.status}`,
    href: `/feedback/${entry.number}`,
    outcome: null,
  };
}

function lastActions({ team, lastActions: { quarter, actions } }: AgendaRecords): AgendaSection {
  const open = actions.filter((action) => action.status === "open").length;
  const done = actions.filter((action) => action.status === "done").length;
  const whose = team === null ? "" : ` for ${team}`;
  const where = quarter ? `The review of ${quarterLabel(quarter)}` : null;
  const summary =
    where === null
      ? "There is no earlier signed review."
      : actions.length === 0
        ? `${where} left no actions${whose}.`
        : `${where} left ${counted(actions.length, "action", "actions")}${whose}: ${done} done, ${open} still open.`;
  const lines = actions.map(
    (action): AgendaLine => ({
      text: action.title,
      detail: [
        action.status,
        ...(action.owner ? [action.owner] : []),
        ...(action.outcomeNote ? [action.outcomeNote] : []),
        ...(action.item ? [`on the roadmap: ${action.item.progress.toLowerCase()}`] : []),
      ].join(" · "),
      href: action.item
        ? `/roadmap/${action.item.number}`
        : action.change === null
          ? null
          : `/changes/${action.change}`,
      outcome: null,
    }),
  );
  return section("last-actions", "Last review's actions", actions.length, summary, lines);
}
