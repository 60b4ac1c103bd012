import { StatedNote } from "#components/reviews/stated-note.tsx";
import type { Stated } from "#lib/reviews/schema.ts";

type QuarterVerdictProps = { headline: string; stated: Stated | null; zone: string };

/** What a quarter amounts to: as a person states it, and always as it was computed. */
export function QuarterVerdict({ headline, stated, zone }: QuarterVerdictProps) {
  return (
    <div className="mt-4">
      <p className="max-w-measure font-serif text-finding font-medium text-balance wrap-anywhere">
        {stated?.words ?? headline}
      </p>
      <StatedNote headline={headline} stated={stated} zone={zone} className="mt-2" />
    </div>
  );
}
