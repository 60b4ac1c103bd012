import { Timestamp } from "#components/ui/timestamp.tsx";
import { moveSentence } from "#lib/roadmap/move-sentence.ts";
import type { ItemMoved } from "#lib/roadmap/schema.ts";

/** Every move with its reason, the latest first. */
export function ItemMoves({ moves, zone }: { moves: ItemMoved[]; zone: string }) {
  return (
    <ol className="mt-1 text-small">
      {moves.map((move) => (
        <li
          key={move.at}
          className="grid gap-x-6 border-b border-rule py-2.5 md:grid-cols-[11rem_minmax(0,1fr)]"
        >
          <span className="text-ink-muted">
            <Timestamp at={move.at} zone={zone} />
          </span>
          <span>{moveSentence(move)}</span>
        </li>
      ))}
    </ol>
  );
}
