import type { RoadmapAddress } from "#components/roadmap/roadmap-filters.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { listHref } from "#lib/core/list-address.ts";
import { quarterLabel, shiftQuarter } from "#lib/core/time.ts";

/** To the quarters before and after those shown. */
export function QuarterSteps({ from, address }: { from: string; address: RoadmapAddress }) {
  const earlier = shiftQuarter(from, -1);
  const later = shiftQuarter(from, 1);
  const to = (quarter: string) => listHref("/roadmap", address, { from: quarter });
  return (
    <nav aria-label="Quarters" className="mt-6 flex gap-6 text-small print:hidden">
      <TextLink href={to(earlier)} className="max-md:py-2.5">
        From {quarterLabel(earlier)}
      </TextLink>
      <TextLink href={to(later)} className="max-md:py-2.5">
        From {quarterLabel(later)}
      </TextLink>
    </nav>
  );
}
