import { z } from "zod";
import { type Found, findRecords } from "#lib/changes/queries.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { visibleFeedback } from "#lib/feedback/access.ts";
import { listFeedback } from "#lib/feedback/queries/list-feedback.ts";
import { visibleItems } from "#lib/roadmap/access.ts";
import { listItems } from "#lib/roadmap/queries.ts";
import { db } from "#lib/server/db.ts";

const findSchema = z.strictObject({ q: z.string().trim().min(1, "Type a word.").max(200) });

/** A few records of every kind by their words, and one by its number (C-12, R-3, F-64): what "Find anything" shows. */
export async function findAnything(actor: Actor, input: unknown): Promise<Found[]> {
  authorize(actor, "change.view");
  const { q } = parse(findSchema, input);
  const [, letter = "", digits = "0"] = /^([rf])-?(\d{1,9})$/i.exec(q) ?? [];
  const number = Number(digits);
  const [item, entry, records, items, feedback] = await Promise.all([
    letter.toLowerCase() === "r" ? itemBy(actor, number) : null,
    letter.toLowerCase() === "f" ? entryBy(actor, number) : null,
    findRecords(actor, { q }),
    listItems(actor, { q, limit: 4 }),
    listFeedback(actor, { q, limit: 4 }),
  ]);
  const found = [
    ...(item ? [foundItem(item)] : []),
    ...(entry ? [foundEntry(entry)] : []),
    ...records,
    ...items.items.map(foundItem),
    ...feedback.items.map(foundEntry),
  ];
  return found.filter(({ href }, index) => found.findIndex((one) => one.href === href) === index);
}

type Numbered = { number: number; title: string };

const fields = { number: true, title: true } as const;

function itemBy(actor: Actor, number: number): Promise<Numbered | null> {
  return db.roadmapItem.findFirst({ where: { AND: [{ number }, visibleItems(actor)] }, select: fields });
}

function entryBy(actor: Actor, number: number): Promise<Numbered | null> {
  return db.feedback.findFirst({ where: { AND: [{ number }, visibleFeedback(actor)] }, select: fields });
}

function foundItem({ number, title }: Numbered): Found {
  return { label: title, kind: `Roadmap R-${number}`, href: `/roadmap/${number}` };
}

function foundEntry({ number, title }: Numbered): Found {
  return { label: title, kind: `Feedback F-${number}`, href: `/feedback/${number}` };
}
