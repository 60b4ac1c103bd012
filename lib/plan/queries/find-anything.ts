import { z } from "zod";
import { type Found, findRecords } from "#lib/changes/queries.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize, may } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { literal, searchWords } from "#lib/core/search-words.ts";
import { visibleFeedback } from "#lib/feedback/access.ts";
import { listFeedback } from "#lib/feedback/queries/list-feedback.ts";
import { listTestRuns } from "#lib/metrics/queries/test-runs.ts";
import { sectionTitles } from "#lib/plan/model.ts";
import { getNarratives } from "#lib/plan/queries.ts";
import { findReviews } from "#lib/reviews/queries/find-reviews.ts";
import { visibleItems } from "#lib/roadmap/access.ts";
import { listItems } from "#lib/roadmap/queries.ts";
import { db } from "#lib/server/db.ts";

const findSchema = z.strictObject({ q: z.string().trim().min(1, "Type a word.").max(200) });

const ofEach = 4;

/**
 * A few records of every kind by their words, and one by its number (C-12, R-3, F-64): what "Find anything" shows.
 * Reviews come before what merely holds the words, for they are found by their names alone.
 */
export async function findAnything(actor: Actor, input: unknown): Promise<Found[]> {
  authorize(actor, "change.view");
  const { q } = parse(findSchema, input);
  const found = await Promise.all([
    numbered(actor, q),
    reviews(actor, q),
    findRecords(actor, { q }),
    listItems(actor, { q, limit: ofEach }).then(({ items }) => items.map(foundItem)),
    listFeedback(actor, { q, limit: ofEach }).then(({ items }) => items.map(foundEntry)),
    testRuns(actor, q),
    objectives(actor, q),
    planSections(actor, q),
  ]);
  const addressOf = ({ href, label }: Found) => `${href} ${label}`;
  return [...new Map(found.flat().map((one) => [addressOf(one), one])).values()];
}

type Numbered = { number: number; title: string };

const fields = { number: true, title: true } as const;

async function numbered(actor: Actor, q: string): Promise<Found[]> {
  const [, letter = "", digits = "0"] = /^([rf])-?(\d{1,9})$/i.exec(q) ?? [];
  const number = Number(digits);
  if (letter.toLowerCase() === "r") {
    const item = await db.roadmapItem.findFirst({
      where: { AND: [{ number }, visibleItems(actor)] },
      select: fields,
    });
    return item ? [foundItem(item)] : [];
  }
  if (letter.toLowerCase() === "f") {
    const entry = await db.feedback.findFirst({
      where: { AND: [{ number }, visibleFeedback(actor)] },
      select: fields,
    });
    return entry ? [foundEntry(entry)] : [];
  }
  return [];
}

function foundItem({ number, title }: Numbered): Found {
  return { label: title, kind: `Roadmap R-${number}`, href: `/roadmap/${number}` };
}

function foundEntry({ number, title }: Numbered): Found {
  return { label: title, kind: `Feedback F-${number}`, href: `/feedback/${number}` };
}

async function reviews(actor: Actor, q: string): Promise<Found[]> {
  const found = await findReviews(actor, { q });
  return found.map(({ quarter, label }) => ({ label, kind: "Review", href: `/reviews/${quarter}` }));
}

async function testRuns(actor: Actor, q: string): Promise<Found[]> {
  const { items } = await listTestRuns(actor, { q, limit: ofEach });
  return items.map(({ number, title }) => ({ label: title, kind: "Test run", href: `/test-runs/${number}` }));
}

/** Who may not edit one reads it in the list. */
async function objectives(actor: Actor, q: string): Promise<Found[]> {
  authorize(actor, "objective.view");
  const rows = await db.objective.findMany({
    where: { archivedAt: null, name: { contains: literal(q), mode: "insensitive" } },
    orderBy: [{ name: "asc" }, { key: "asc" }],
    take: ofEach,
    select: { key: true, name: true },
  });
  const own = may(actor, "objective.edit");
  return rows.map(({ key, name }) => ({
    label: name,
    kind: "Objective",
    href: own ? `/systems/objectives/${key}` : "/systems#objectives",
  }));
}

/** By their title, or by what people wrote for them. */
async function planSections(actor: Actor, q: string): Promise<Found[]> {
  const words = searchWords(q);
  return (await getNarratives(actor))
    .filter(({ section, markdown }) => {
      const text = `${sectionTitles[section]} ${markdown}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .slice(0, ofEach)
    .map(({ section }) => ({
      label: sectionTitles[section],
      kind: "Plan section",
      href: `/plan#${section}`,
    }));
}
