import type { ReactNode } from "react";

/** A short state beside a verdict or title: Rolled back, Simulated. It is ink: colour is kept for verdicts. */
export function Tag({ children }: { children: ReactNode }) {
  return (
    <span className="inline-block rounded-[3px] border border-rule-strong px-1.25 align-[1px] text-micro whitespace-nowrap text-ink-soft">
      {children}
    </span>
  );
}
