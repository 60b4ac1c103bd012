import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { UserActor } from "#lib/core/access/actor.ts";
import { listComments } from "#lib/feedback/queries/comments.ts";
import { getFeedback } from "#lib/feedback/queries/get-feedback.ts";
import { listFeedback } from "#lib/feedback/queries/list-feedback.ts";
import { similarFeedback } from "#lib/feedback/queries/similar-feedback.ts";
import { db } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { actorOf, sessionOf } from "#lib/testing/actors.ts";
import { fillFeedback } from "#lib/testing/many-feedback.ts";
import { planNodes, rowsRead, sentStatements } from "#lib/testing/sent-statements.ts";

const sizes = { entries: 20_000, votes: 200_000, voters: 2_000 };
let client: pg.Client;
let executive: UserActor;
let voter: UserActor;

beforeAll(async () => {
  client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  await fillFeedback(client, sizes);
  executive = await actorOf("executive");
  const someVoter = await db.user.findUniqueOrThrow({ where: { email: "person107@bench.example" } });
  // Their ids pass where ids are checked, as those of real people do.
  voter = await sessionOf(z.uuid().parse(someVoter.id));
  return () => client.end();
});

const questions: [name: string, input: Record<string, unknown>][] = [
  ["the first page", {}],
  ["the newest", { sort: "-created" }],
  ["one system", { system: "system-30" }],
  ["one system, the newest", { system: "system-3", sort: "-created" }],
  ["one status", { status: "declined" }],
  ["one status, the newest", { status: "planned", sort: "-created" }],
  ["one category", { category: "complete" }],
  ["two filters", { system: "system-3", status: "shipped" }],
  ["of one change", { change: 17 }],
  ["a common word", { q: "search" }],
  ["two words", { q: "statement slow" }],
  ["a ticket", { q: "help-4711" }],
  ["a word in none", { q: "xylophone" }],
  ["sent by me", { mine: "sent" }],
  ["voted by me", { mine: "voted" }],
  ["followed by me", { mine: "followed" }],
];

describe(`the list of feedback, of ${sizes.entries.toLocaleString("en")}`, () => {
  it.each(questions)("asks at most seven times for %s, however long the page", async (_, input) => {
    const few = await sentStatements(() => listFeedback(voter, { ...input, limit: 5 }));
    const many = await sentStatements(() => listFeedback(voter, { ...input, limit: 200 }));
    expect(few.length).toBeGreaterThan(0);
    // A page without links asks for no changes.
    expect(Math.abs(many.length - few.length)).toBeLessThanOrEqual(1);
    expect(many.length).toBeLessThanOrEqual(7);
  });

  it.each(questions)("answers %s from indexes", async (_, input) => {
    for (const actor of [voter, executive]) {
      for (const statement of await sentStatements(() => listFeedback(actor, input))) {
        const read = (await planNodes(client, statement)).filter((node) => node["Node Type"] === "Seq Scan");
        const large = read.map((node) => node["Relation Name"]).filter((name) => name && big.includes(name));
        expect(large, statement.text).toEqual([]);
      }
    }
  });

  it("begins page 100 at its key: it reads a page, not what came before", async () => {
    let cursor = (await listFeedback(executive, { limit: 50 })).nextCursor;
    for (let page = 2; page < 100; page++) {
      cursor = (await listFeedback(executive, { limit: 50, cursor })).nextCursor;
    }
    const [statement] = await sentStatements(() => listFeedback(executive, { limit: 50, cursor }));
    if (!statement) throw new Error("Nothing was asked.");
    const scans = (await planNodes(client, statement)).filter((node) => node["Relation Name"] === "Feedback");
    const read = scans.map(
      (node) =>
        ((node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0)) * (node["Actual Loops"] ?? 1),
    );
    expect(Math.max(...read)).toBeLessThan(150);
  });

  it("gives every entry once, page after page, in both orders", async () => {
    for (const sort of ["-votes", "-created"] as const) {
      const seen: number[] = [];
      let cursor: string | null = null;
      do {
        const page = await listFeedback(executive, {
          status: "planned",
          sort,
          limit: 190,
          ...(cursor ? { cursor } : {}),
        });
        seen.push(...page.items.map((item) => item.number));
        cursor = page.nextCursor;
      } while (cursor);
      expect(new Set(seen).size).toBe(seen.length);
      const expected = await db.feedback.count({
        where: { listed: true, visibility: { not: "team" }, status: { key: "planned" } },
      });
      expect(seen.length).toBe(expected);
    }
  });
});

describe("one entry with thousands of votes", () => {
  it("asks a bounded number of questions, and reads votes by their entry", async () => {
    const most = await db.feedback.findFirstOrThrow({
      where: { listed: true },
      orderBy: { voteCount: "desc" },
    });
    const least = await db.feedback.findFirstOrThrow({
      where: { listed: true, visibility: "signed-in" },
      orderBy: { voteCount: "asc" },
    });
    expect(most.voteCount).toBeGreaterThan(500);
    const asked = async (number: number) =>
      (await sentStatements(() => getFeedback(voter, { number }))).length +
      (await sentStatements(() => listComments(voter, { number }))).length;
    expect(await asked(most.number)).toBeLessThanOrEqual(24);
    expect(await asked(least.number)).toBeLessThanOrEqual(24);
    for (const statement of await sentStatements(() => getFeedback(voter, { number: most.number }))) {
      const read = (await planNodes(client, statement)).filter((node) => node["Node Type"] === "Seq Scan");
      expect(read.map((node) => node["Relation Name"]).filter((name) => name && big.includes(name))).toEqual(
        [],
      );
    }
  });
});

describe("similar entries while typing", () => {
  const texts = [
    ["common words", "The search is slow on my phone"],
    ["a rare word", "Voucher page with zeppelin fonts"],
    ["a slip of the keyboard", "The sarch hngs on my phone"],
    ["words that nobody wrote", "Quantum flux capacitor"],
  ];

  it.each(texts)("reads a bounded part of the entries for %s, by indexes", async (_, text) => {
    const statements = await sentStatements(() => similarFeedback(voter, { text }));
    expect(statements.length).toBeLessThanOrEqual(8);
    const nodes = (await Promise.all(statements.map((one) => planNodes(client, one)))).flat();
    const scans = nodes
      .filter((node) => node["Relation Name"] === "Feedback")
      .map((node) => node["Node Type"]);
    expect(scans).not.toContain("Seq Scan");
    expect(rowsRead(nodes, "Feedback")).toBeLessThan(6_000);
  });

  it("would notice that common words are read one by one", async () => {
    const text = `SELECT count(*) FROM "Feedback" WHERE "searchVector" @@ $1::tsquery`;
    const nodes = await planNodes(client, { text, values: ["'search' | 'slow'"] });
    expect(rowsRead(nodes, "Feedback")).toBeGreaterThan(6_000);
  });
});

const big = ["Feedback", "FeedbackVote", "FeedbackLink", "FeedbackComment"];
