import { expect, test } from "vitest";
import type { Actor } from "#lib/core/access/actor.ts";
import { canEditItem, canSeeItem, canSeeView, visibleItems, visibleViews } from "#lib/roadmap/access.ts";
import { createItem } from "#lib/roadmap/commands/create-item.ts";
import { keepView } from "#lib/roadmap/commands/kept-views.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { everyRole, tokenActorOf } from "#lib/testing/actors.ts";

const people = await everyRole();
const tokens = await Promise.all([
  ...Object.values(people).map((person) => tokenActorOf(person, ["read", "write"])),
  tokenActorOf(people.member, ["write"]),
]);
const actors: Actor[] = [...Object.values(people), ...tokens, systemActor("test")];
const { lead, member } = people;
await createItem(lead, { title: "Shown to all" });
await createItem(lead, { title: "Not shown to members", published: false });
await createItem(lead, { title: "A member's own", published: false, owner: member.email });
for (const person of [lead, member]) await keepView(person, { name: "Mine", query: "team=Portal" });

test.each(actors)("the filter and the question agree for $kind $role", async (actor) => {
  const rights = { number: true, published: true, ownerId: true, recordedById: true } as const;
  const items = await db.roadmapItem.findMany({ select: rights, orderBy: { number: "asc" } });
  const seen = await db.roadmapItem.findMany({
    where: visibleItems(actor),
    select: rights,
    orderBy: { number: "asc" },
  });
  expect(seen).toEqual(items.filter((item) => canSeeItem(actor, item)));

  const views = await db.roadmapView.findMany({ orderBy: { id: "asc" } });
  const own = await db.roadmapView.findMany({ where: visibleViews(actor), orderBy: { id: "asc" } });
  expect(own).toEqual(views.filter((view) => canSeeView(actor, view)));
});

test("what is not published is hidden from members, and only from them", () => {
  const hidden = { published: false, ownerId: lead.userId, recordedById: lead.userId };
  expect(canSeeItem(member, hidden)).toBe(false);
  expect(canSeeItem(member, { ...hidden, ownerId: member.userId })).toBe(true);
  for (const actor of [people.executive, people.reviewer, people.admin]) {
    expect(canSeeItem(actor, hidden)).toBe(true);
  }
  expect(canEditItem(member, { ...hidden, ownerId: member.userId })).toBe(false);
  expect(canEditItem(people.executive, hidden)).toBe(false);
  expect(canEditItem(people.reviewer, hidden)).toBe(true);
});
