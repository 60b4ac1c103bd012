import { expect, test } from "vitest";
import type { Actor } from "#lib/core/access/actor.ts";
import {
  canSeeFeedback,
  canSeeFeedSecret,
  canSeeNotes,
  readersOf,
  visibleFeedback,
  visibleFeedSecrets,
  visibleNotes,
} from "#lib/feedback/access.ts";
import { moderations, visibilities } from "#lib/feedback/model.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { everyRole, tokenActorOf } from "#lib/testing/actors.ts";

async function readers(): Promise<Actor[]> {
  const people = Object.values(await everyRole());
  const tokens = await Promise.all(
    people.flatMap((person) => [tokenActorOf(person, ["read"]), tokenActorOf(person, ["write"])]),
  );
  return [...people, ...tokens, systemActor("test")];
}

test("canSeeFeedback and visibleFeedback agree, and so do those of notes, for every kind of reader and entry", async () => {
  const actors = await readers();
  const status = await db.feedbackStatus.findUniqueOrThrow({ where: { key: "new" } });
  const authors = [
    null,
    ...new Set(actors.flatMap((actor) => (actor.kind === "user" ? [actor.userId] : []))),
  ];
  for (const visibility of visibilities) {
    for (const moderation of moderations) {
      for (const authorId of authors) {
        const entry = await db.feedback.create({
          data: {
            title: "x",
            visibility,
            moderation,
            authorId,
            statusId: status.id,
            listed: moderation === "approved",
            searchText: "x",
            notes: { create: { body: "note" } },
          },
          select: { id: true, visibility: true, moderation: true, authorId: true },
        });
        for (const actor of actors) {
          const found = await db.feedback.count({
            where: { AND: [{ id: entry.id }, visibleFeedback(actor)] },
          });
          expect(found === 1, JSON.stringify({ actor, entry })).toBe(canSeeFeedback(actor, entry));
          const notes = await db.feedbackNote.count({
            where: { AND: [{ feedbackId: entry.id }, visibleNotes(actor)] },
          });
          expect(notes === 1, JSON.stringify({ actor, entry })).toBe(canSeeNotes(actor, entry));
        }
        const persons = actors.filter((actor) => actor.kind === "user");
        const seen = await db.user.findMany({ where: readersOf(entry), select: { id: true } });
        const readerIds = new Set(seen.map((user) => user.id));
        for (const person of persons) {
          expect(readerIds.has(person.userId), JSON.stringify(entry)).toBe(canSeeFeedback(person, entry));
        }
      }
    }
  }
});

test("canSeeFeedSecret and visibleFeedSecrets agree", async () => {
  const actors = await readers();
  for (const owner of actors) {
    if (owner.kind !== "user") continue;
    const secret = await db.feedSecret.create({ data: { userId: owner.userId, hash: crypto.randomUUID() } });
    for (const actor of actors) {
      const found = await db.feedSecret.count({
        where: { AND: [{ id: secret.id }, visibleFeedSecrets(actor)] },
      });
      expect(found === 1).toBe(canSeeFeedSecret(actor, secret));
    }
  }
});
