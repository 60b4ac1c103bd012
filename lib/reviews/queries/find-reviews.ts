import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { searchWords } from "#lib/core/search-words.ts";
import { quarterLabel, quarterName } from "#lib/core/time.ts";
import { visibleReviews } from "#lib/reviews/access.ts";
import { db } from "#lib/server/db.ts";

const findSchema = z.strictObject({ q: z.string().max(200) });

const shown = 4;
/** Versions, so ten years of quarters with many a correction. */
const latest = 100;

/** The latest reviews that are called so: "review", "Q3 2026", "2026-Q3", "third quarter". Each quarter once. */
export async function findReviews(
  actor: Actor,
  input: unknown,
): Promise<{ quarter: string; label: string }[]> {
  authorize(actor, "review.view");
  const words = searchWords(parse(findSchema, input).q);
  const rows = await db.review.findMany({
    where: visibleReviews(actor),
    orderBy: [{ quarter: "desc" }, { version: "desc" }],
    take: latest,
    select: { quarter: true },
  });
  return [...new Set(rows.map(({ quarter }) => quarter))]
    .filter((quarter) => words.every((word) => namesOf(quarter).some((name) => name.startsWith(word))))
    .slice(0, shown)
    .map((quarter) => ({ quarter, label: `Review of ${quarterLabel(quarter)}` }));
}

function namesOf(quarter: string): string[] {
  return [
    "review",
    ...searchWords(quarterName(quarter)),
    ...searchWords(quarterLabel(quarter)),
    quarter.toLowerCase(),
  ];
}
