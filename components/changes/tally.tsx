import Link from "next/link";
import type { ReactNode } from "react";
import { verdictColour } from "#components/changes/verdict-look.ts";
import { VerdictMark } from "#components/changes/verdict-mark.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { outcomeNames, type ShownVerdict } from "#lib/core/outcome-words.ts";

export type TallyCount = {
  outcome: ShownVerdict;
  count: number;
  /** Under the number: "proven", "rolled back", "not counted". */
  note: string;
  /** The list behind the number; null where the reader cannot open it. */
  href: string | null;
};

/** Six counts side by side; each opens its list. Percentages are never added up, so these are counts. */
export function Tally({ counts }: { counts: TallyCount[] }) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(max(6rem,calc((100%-2rem)/3)),1fr))] gap-x-4 gap-y-4 md:gap-x-6 border-t border-rule-head pt-4 md:grid-cols-6 print:pt-2">
      {counts.map(({ outcome, count, note, href }) => (
        <li key={outcome}>
          <Opens href={href}>
            <span
              className={classNames(
                "flex items-center gap-1.5 text-small font-medium md:gap-2",
                verdictColour[outcome],
              )}
            >
              <VerdictMark outcome={outcome} />
              <span className="group-hover:underline">
                {outcome === "measuring" ? (
                  <>
                    No verdict<span className="max-md:hidden print:hidden"> yet</span>
                  </>
                ) : (
                  outcomeNames[outcome]
                )}
              </span>
            </span>
            <span className="block text-[1.75rem]/9 print:text-title font-medium tabular-nums">
              {count.toLocaleString("en-GB")}
            </span>
            <span className="block text-micro text-ink-muted max-md:hidden">{note}</span>
          </Opens>
        </li>
      ))}
    </ul>
  );
}

function Opens({ href, children }: { href: string | null; children: ReactNode }) {
  if (href === null) return <div>{children}</div>;
  return (
    <Link href={href} prefetch={false} className="group block text-ink no-underline hover:text-ink">
      {children}
    </Link>
  );
}
