import { z } from "zod";
import { type Actor, type Role, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { decodeCursor, type Page, pageOf } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import { canRemoveComment, visibleFeedback, visibleNotes } from "#lib/feedback/access.ts";
import { noSuchFeedback } from "#lib/feedback/queries/entry-rows.ts";
import { type Comment, listCommentsSchema, type Note } from "#lib/feedback/schema.ts";
import { db } from "#lib/server/db.ts";

/** What is read of a comment, and the same of a note. */
export const writtenFields = {
  id: true,
  body: true,
  authorId: true,
  createdAt: true,
  author: { select: { name: true, role: true } },
  feedback: { select: { number: true } },
} as const;

type Row = {
  id: string;
  body: string;
  authorId: string | null;
  createdAt: Date;
  author: { name: string; role: string } | null;
  feedback: { number: number };
};

const cursorSchema = z.tuple([z.string(), z.string()]);

/** The comments of an entry and of those merged into it, the latest first; each says where it was written. */
export async function listComments(actor: Actor, input: unknown): Promise<Page<Comment>> {
  authorize(actor, "feedback.view");
  const { cursor, limit, number } = parse(listCommentsSchema, input);
  const entry = await standing(actor, number);
  const rows = await db.feedbackComment.findMany({
    where: { AND: [{ removedAt: null, feedback: ofGroup(actor, entry.id) }, after(cursor)] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: writtenFields,
  });
  const page = pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  return { ...page, items: page.items.map((row) => commentOf(actor, entry.number, row)) };
}

/** The team's notes, the latest first. Throws FORBIDDEN for everybody else. */
export async function listNotes(actor: Actor, input: unknown): Promise<Page<Note>> {
  authorize(actor, "feedback-note.view");
  const { cursor, limit, number } = parse(listCommentsSchema, input);
  const entry = await standing(actor, number);
  const rows = await db.feedbackNote.findMany({
    where: { AND: [visibleNotes(actor), { feedback: ofGroup(actor, entry.id) }, after(cursor)] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: writtenFields,
  });
  const page = pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  return { ...page, items: page.items.map((row) => noteOf(entry.number, row)) };
}

export function noteOf(number: number, row: Row): Note {
  return {
    id: row.id,
    author: row.author?.name ?? null,
    role: (row.author?.role ?? null) as Role | null,
    body: row.body,
    from: row.feedback.number === number ? null : row.feedback.number,
    createdAt: row.createdAt.toISOString(),
  };
}

export function commentOf(actor: Actor, number: number, row: Row): Comment {
  return { ...noteOf(number, row), mayRemove: userIdOf(actor) !== null && canRemoveComment(actor, row) };
}

async function standing(actor: Actor, number: number): Promise<{ id: string; number: number }> {
  const select = { id: true, number: true } as const;
  const found = await db.feedback.findFirst({
    where: { AND: [{ number }, visibleFeedback(actor)] },
    select: { ...select, mergedInto: { select } },
  });
  if (!found) throw noSuchFeedback(number);
  return found.mergedInto ?? found;
}

/** A merged entry that the reader may not see keeps its comments to itself. */
function ofGroup(actor: Actor, id: string) {
  return { AND: [visibleFeedback(actor), { OR: [{ id }, { mergedIntoId: id }] }] };
}

function after(cursor: string | undefined) {
  if (!cursor) return {};
  const [at, id] = decodeCursor(cursor, cursorSchema);
  const createdAt = new Date(at);
  return {
    AND: [{ createdAt: { lte: createdAt } }, { OR: [{ createdAt: { lt: createdAt } }, { id: { lt: id } }] }],
  };
}
