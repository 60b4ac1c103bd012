import { teamNamesOf } from "#lib/changes/queries/teams.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { noTeam, noTeamName, teamKeyAsked } from "#lib/core/team.ts";
import { quarterLabel } from "#lib/core/time.ts";
import { deciderOf, lockOpenReview } from "#lib/reviews/commands/lock-review.ts";
import { refusalOfTeamMark } from "#lib/reviews/model.ts";
import { progressOf } from "#lib/reviews/queries/progress.ts";
import { teamMarksOf } from "#lib/reviews/queries/team-part.ts";
import { markTeamSchema, type TeamMark } from "#lib/reviews/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";

/**
 * Marks a team's part of an open review as gone through, or takes that back: it adds a row. CONFLICT while a change of the
 * team has neither a decision nor a mark as open.
 */
export async function markTeam(actor: Actor, input: unknown): Promise<TeamMark> {
  authorize(actor, "review.decide");
  const { quarter, team, goneThrough } = parse(markTeamSchema, input);
  const marker = deciderOf(actor);
  const key = teamKeyAsked(team);
  const name = key === "" ? noTeamName : ((await teamNamesOf([key])).get(key) ?? team);
  return transaction(async (tx) => {
    const review = await lockOpenReview(tx, actor, quarter);
    const own = (await progressOf(review, tx)).byTeam.get(key);
    if (!own) {
      const message = `No change in the review of ${quarterLabel(quarter)} belongs to ${name}.`;
      throw invalid([{ path: "team", message }]);
    }
    const marked = (await teamMarksOf(review.id, tx)).has(key);
    const refusal = refusalOfTeamMark({ name, goneThrough, marked, unmarked: own.unmarked });
    if (refusal) throw new AppError("CONFLICT", refusal);
    const row = await tx.reviewTeamMark.create({
      data: {
        reviewId: review.id,
        teamKey: key,
        goneThrough,
        markedAt: actingTime(actor),
        markedById: marker.userId,
        markedByName: marker.name,
      },
      select: { markedAt: true },
    });
    await audit(tx, actor, {
      action: "review.mark-team",
      entity: "review",
      entityId: review.id,
      data: { quarter, version: review.version, team: key === "" ? noTeam : key, goneThrough },
    });
    return {
      team: key === "" ? noTeam : key,
      name,
      goneThrough,
      by: marker.name,
      at: row.markedAt.toISOString(),
    };
  });
}
