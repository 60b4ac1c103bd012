import { beforeAll, expect, test } from "vitest";
import type { UserActor } from "#lib/core/access/actor.ts";
import { commentOnFeedback } from "#lib/feedback/commands/comment.ts";
import { editFeedback } from "#lib/feedback/commands/edit-feedback.ts";
import { submitFeedback } from "#lib/feedback/commands/submit-feedback.ts";
import { mentionable } from "#lib/feedback/queries/mentionable.ts";
import { db } from "#lib/server/db.ts";
import { actorOf, everyRole } from "#lib/testing/actors.ts";

let people: Awaited<ReturnType<typeof everyRole>>;
let author: UserActor;
let open: number;
let forTeam: number;

beforeAll(async () => {
  people = await everyRole();
  author = await actorOf("member", { name: "Zanele Author", email: "zanele.author@saypro.example" });
  await actorOf("member", { name: "Zodwa Member", email: "zodwa.member@saypro.example" });
  await actorOf("lead", { name: "Sipho Zulu", email: "sipho.zulu@saypro.example" });
  const gone = await actorOf("lead", { name: "Zed Gone", email: "zed.gone@saypro.example" });
  await db.user.update({ where: { id: gone.userId }, data: { disabledAt: new Date() } });
  await actorOf("lead", { name: "Zoe O'Brien", email: "zoe.o'brien@saypro.example" });
  open = (await submitFeedback(author, { title: "Statements are slow" })).number;
  forTeam = (await submitFeedback(author, { title: "Rates are slow" })).number;
  await editFeedback(people.lead, { number: forTeam, visibility: "team" });
});

const named = async (actor: UserActor, number: number, typed: string, note = false) =>
  (await mentionable(actor, { number, typed, note })).map((person) => person.mention);

test("people are found by the beginning of a name, a surname or an address, whatever the case", async () => {
  expect(await named(people.member, open, "z")).toEqual(["sipho.zulu", "zanele.author", "zodwa.member"]);
  expect(await named(people.member, open, "ZODWA.m")).toEqual(["zodwa.member"]);
  expect(await named(people.member, open, "odwa")).toEqual([]);
  expect(await named(people.member, open, "zulu")).toEqual(["sipho.zulu"]);
  expect((await mentionable(people.member, { number: open, typed: "" })).length).toBeGreaterThan(3);
});

test("only who sees the entry is offered: the team and its author, and for a note the team alone", async () => {
  expect(await named(people.lead, forTeam, "z")).toEqual(["sipho.zulu", "zanele.author"]);
  expect(await named(people.lead, forTeam, "z", true)).toEqual(["sipho.zulu"]);
  expect(await named(people.lead, open, "z", true)).toEqual(["sipho.zulu"]);
});

test("of an entry that is not seen nobody is offered, and of notes only to the team", async () => {
  await expect(named(people.member, forTeam, "z")).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(named(people.member, open, "z", true)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("who is offered is who is told", async () => {
  const told = async () =>
    (
      await db.notification.findMany({
        where: { key: { startsWith: "mention:" }, event: "feedback.mentioned" },
        orderBy: { user: { name: "asc" } },
        select: { user: { select: { name: true } } },
      })
    ).map(({ user }) => user.name);
  await commentOnFeedback(people.lead, { number: forTeam, body: "@zanele.author @zodwa.member @sipho.zulu" });
  expect(await told()).toEqual(["Sipho Zulu", "Zanele Author"]);
});
