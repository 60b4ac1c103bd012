import { beforeEach, describe, expect, test } from "vitest";
import { fiscalQuarterOf, shiftQuarter } from "#lib/core/time.ts";
import { createItem } from "#lib/roadmap/commands/create-item.ts";
import { keepView, removeView } from "#lib/roadmap/commands/kept-views.ts";
import { moveItem } from "#lib/roadmap/commands/move-item.ts";
import { patchItem } from "#lib/roadmap/commands/patch-item.ts";
import { getItem, listItems, listViews, quarterMoves } from "#lib/roadmap/queries.ts";
import { db } from "#lib/server/db.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { fiscalCalendar } from "#lib/users/queries.ts";

const { lead, member, executive } = await everyRole();
const current = fiscalQuarterOf(new Date(), await fiscalCalendar());
const next = shiftQuarter(current, 1);
const titles = async (filter: Record<string, unknown>) =>
  (await listItems(lead, filter)).items.map((item) => item.title);

describe("the order", () => {
  let numbers: number[] = [];
  let team = "";

  beforeEach(async () => {
    team = crypto.randomUUID();
    numbers = [];
    for (const title of ["A", "B", "C", "D"]) {
      numbers.push((await createItem(lead, { title, team, horizon: "next" })).number);
    }
  });

  test("is what people make of it: before another item, or last", async () => {
    const [a, b, , d] = numbers;
    await moveItem(lead, { number: d, before: a });
    expect(await titles({ team })).toEqual(["D", "A", "B", "C"]);
    await moveItem(lead, { number: b, before: null });
    expect(await titles({ team })).toEqual(["D", "A", "C", "B"]);
    expect((await getItem(lead, { number: b })).moves).toHaveLength(1);
  });

  test("never runs out of places between two neighbours", async () => {
    const [a, b, c] = numbers;
    for (let turn = 0; turn < 120; turn++) {
      await moveItem(lead, { number: turn % 2 === 0 ? c : b, before: turn % 2 === 0 ? b : c });
    }
    expect(await titles({ team })).toEqual(["A", "B", "C", "D"]);
    await moveItem(lead, { number: a, before: null });
    expect(await titles({ team })).toEqual(["B", "C", "D", "A"]);
  });

  test("survives moves at the same time", async () => {
    const moves = numbers.map((number) => moveItem(lead, { number, before: numbers[0] }));
    await Promise.all([...moves, ...numbers.map((number) => moveItem(lead, { number, before: null }))]);
    const rows = await db.roadmapItem.findMany({ where: { team }, select: { position: true } });
    expect(new Set(rows.map((row) => row.position)).size).toBe(4);
    expect((await titles({ team })).toSorted()).toEqual(["A", "B", "C", "D"]);
  });

  test("is refused before what is not there, and to those who do not plan", async () => {
    const [number] = numbers;
    await expect(moveItem(lead, { number, before: 999_999 })).rejects.toMatchObject({
      faults: [{ path: "before" }],
    });
    for (const actor of [member, executive]) {
      await expect(moveItem(actor, { number, before: null })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(moveItem(lead, { number: 999_999, horizon: "now" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("a move in time", () => {
  test("takes the quarter along, and dates what is done", async () => {
    const { number } = await createItem(lead, { title: "Through all lanes" });
    expect(await moveItem(lead, { number, horizon: "next" })).toMatchObject({
      quarter: next,
      firstQuarter: next,
    });
    expect(await moveItem(lead, { number, quarter: current })).toMatchObject({ horizon: "now" });
    const done = await moveItem(lead, { number, horizon: "done", reason: "A rule for people." });
    expect(done).toMatchObject({ horizon: "done", quarter: current, firstQuarter: next });
    expect(done.doneAt).not.toBeNull();
    expect(done.moves.map((move) => move.toHorizon)).toEqual(["done", "now", "next", "later"]);
  });

  test("out of a quarter that has begun asks why, and keeps the reason for its review", async () => {
    const { number } = await createItem(lead, { title: "Promised and moved out", quarter: current });
    await expect(moveItem(lead, { number, horizon: "later" })).rejects.toMatchObject({
      code: "INVALID",
      faults: [{ path: "reason" }],
    });
    await expect(moveItem(lead, { number, horizon: "later", reason: "  " })).rejects.toMatchObject({
      code: "INVALID",
    });
    expect(await getItem(lead, { number })).toMatchObject({ horizon: "now", quarter: current });
    const reason = "The replica comes first.";
    const moved = await moveItem(lead, { number, horizon: "next", reason });
    expect(moved.moves[0]).toMatchObject({ reason, by: lead.name, fromQuarter: current, toQuarter: next });
  });

  test("to its end wants a result: a verdict of its changes, or why there is none", async () => {
    const { number } = await createItem(lead, { title: "Finished without a word", quarter: current });
    await expect(moveItem(lead, { number, horizon: "done" })).rejects.toMatchObject({
      code: "INVALID",
      faults: [{ path: "reason", message: expect.stringContaining("not known yet") }],
    });
    expect((await getItem(lead, { number })).horizon).toBe("now");
    const reason = "It is a rule for people and cannot be measured.";
    // What is put there as finished is no way around it.
    const added = { title: "Finished before it was written down", horizon: "done" };
    for (const input of [added, { ...added, reason: "  " }]) {
      await expect(createItem(lead, input)).rejects.toMatchObject({
        code: "INVALID",
        faults: [{ path: "reason", message: expect.stringContaining("not known yet") }],
      });
    }
    expect((await createItem(lead, { ...added, reason })).moves).toMatchObject([
      { toHorizon: "done", reason },
    ]);
    const { moves } = await moveItem(lead, { number, horizon: "done", reason });
    expect(moves[0]).toMatchObject({ toHorizon: "done", reason });
  });

  test("shows in the quarter's review as moved out or added late", async () => {
    const late = await createItem(lead, { title: "Added late" });
    await moveItem(lead, { number: late.number, horizon: "now" });
    const hidden = await createItem(lead, { title: "Not for members", quarter: current, published: false });
    const review = await quarterMoves(executive, { quarter: current });
    expect(review.addedLate.map((move) => move.title)).toContain("Added late");
    expect(review.addedLate.map((move) => move.title)).toContain("Not for members");
    const seen = await quarterMoves(member, { quarter: current });
    expect(seen.addedLate.map((move) => move.item)).not.toContain(hidden.number);
    await expect(quarterMoves(lead, { quarter: "soon" })).rejects.toMatchObject({ code: "INVALID" });
  });

  test("of an item promised before the quarter began is moved out, with the reason", async () => {
    const { number } = await createItem(lead, { title: "Promised last quarter", quarter: current });
    const { id } = await db.roadmapItem.findUniqueOrThrow({ where: { number }, select: { id: true } });
    await madeLastYear(id);
    await moveItem(lead, { number, quarter: next, reason: "Nobody was free." });
    const { movedOut } = await quarterMoves(member, { quarter: current });
    expect(movedOut).toMatchObject([{ item: number, reason: "Nobody was free.", toQuarter: next }]);
  });

  test("off the roadmap takes a promise back too: it asks why, and shows as moved out until it is put back", async () => {
    const { number } = await createItem(lead, { title: "Promised and dropped", quarter: current });
    const { id } = await db.roadmapItem.findUniqueOrThrow({ where: { number }, select: { id: true } });
    await madeLastYear(id);
    for (const input of [{ archived: true }, { archived: true, reason: " " }]) {
      await expect(patchItem(lead, { number, ...input })).rejects.toMatchObject({
        code: "INVALID",
        faults: [{ path: "reason", message: expect.stringContaining(`R-${number} was promised for`) }],
      });
    }
    const reason = "Nobody needs it any more.";
    await expect(patchItem(member, { number, archived: true, reason })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const { moves } = await patchItem(lead, { number, archived: true, reason });
    expect(moves[0]).toMatchObject({ archived: true, reason, by: lead.name });
    const own = async () =>
      (await quarterMoves(member, { quarter: current })).movedOut.filter(({ item }) => item === number);
    expect(await own()).toMatchObject([{ fromQuarter: current, toQuarter: null, reason }]);
    await patchItem(lead, { number, archived: false });
    expect(await own()).toEqual([]);
    // What nobody promised, and what is done, goes without a word.
    const free = await createItem(lead, { title: "Never promised", quarter: next });
    expect((await patchItem(lead, { number: free.number, archived: true })).archived).toBe(true);
    await moveItem(lead, { number, horizon: "done", reason: "A rule for people." });
    expect((await patchItem(lead, { number, archived: true })).archived).toBe(true);
    expect((await quarterMoves(member, { quarter: current })).addedLate).not.toContainEqual(
      expect.objectContaining({ item: number }),
    );
  });

  test("is never edited or removed, even by hand", async () => {
    await expect(db.roadmapMove.deleteMany({})).rejects.toThrow(/never changed or removed/);
    await expect(db.roadmapMove.updateMany({ data: { reason: "Else" } })).rejects.toThrow(
      /never changed or removed/,
    );
  });
});

describe("a kept view", () => {
  test("is its keeper's alone; the same name replaces it", async () => {
    await keepView(member, { name: "Portal, now", query: "team=Portal" });
    const views = await keepView(member, { name: "Portal, now", query: "team=Portal&horizon=now" });
    expect(views).toMatchObject([{ name: "Portal, now", query: "team=Portal&horizon=now" }]);
    expect(await listViews(lead)).toEqual([]);
    const id = views[0]?.id;
    await expect(removeView(lead, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await removeView(member, { id })).toEqual([]);
    await expect(keepView(member, { name: "", query: "" })).rejects.toMatchObject({ code: "INVALID" });
  });
});

/** Moves are never edited: this promise was made a year ago. */
async function madeLastYear(id: string): Promise<void> {
  await db.$executeRaw`ALTER TABLE "RoadmapMove" DISABLE TRIGGER "RoadmapMove_frozen"`;
  await db.$executeRaw`UPDATE "RoadmapMove" SET "movedAt" = now() - interval '1 year' WHERE "itemId" = ${id}::uuid`;
  await db.$executeRaw`ALTER TABLE "RoadmapMove" ENABLE TRIGGER "RoadmapMove_frozen"`;
}
