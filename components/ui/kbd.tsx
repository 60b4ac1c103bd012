import type { ReactNode } from "react";

/** A key. Phones have none, so it is not shown there. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-[3px] border border-rule-strong px-1.25 py-0.5 font-sans text-micro/none font-medium whitespace-nowrap text-ink-soft max-md:hidden print:hidden in-[.on-accent]:border-current in-[.on-accent]:text-current">
      {children}
    </kbd>
  );
}
