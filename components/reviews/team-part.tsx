import { MarkTeamForm } from "#components/reviews/mark-team-form.tsx";
import { SectionHead } from "#components/ui/section-head.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { counted } from "#lib/core/words.ts";
import type { Review } from "#lib/reviews/schema.ts";

type TeamPartProps = { review: Review; team: { team: string; name: string }; zone: string; mayMark: boolean };

/** Beside one team's part of an open review: whether it was gone through, and the way back to the whole. */
export function TeamPart({ review, team, zone, mayMark }: TeamPartProps) {
  const row = review.teams.find((one) => one.team === team.team);
  const waiting = row ? row.toDecide - row.decided : 0;
  return (
    <section>
      <SectionHead level={3} title={team.name} />
      <p className="mt-2 mb-3 text-small text-ink-soft">
        {row?.goneThrough ? (
          <>
            Gone through by {row.goneThrough.by}, <Timestamp at={row.goneThrough.at} zone={zone} only="day" />
            .
            {waiting > 0 &&
              ` Since then ${counted(waiting, "change", "changes")} came that ${waiting === 1 ? "waits" : "wait"} for a decision.`}
          </>
        ) : waiting > 0 ? (
          `${counted(waiting, "change", "changes")} still ${waiting === 1 ? "waits" : "wait"} for a decision. After that it can be marked as gone through.`
        ) : row ? (
          "Every change has its decision. Mark it as gone through when the team has nothing more to say."
        ) : (
          "None of the changes in this review is the team's."
        )}
      </p>
      {mayMark && row && (waiting === 0 || row.goneThrough) && (
        <MarkTeamForm quarter={review.quarter} team={team} goneThrough={row.goneThrough !== null} />
      )}
      <p className="mt-3 text-small">
        <TextLink href={`/reviews/${review.quarter}`}>The whole review</TextLink>
      </p>
    </section>
  );
}
