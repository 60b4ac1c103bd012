import type { ReactNode } from "react";

/** The page before there is a session: what the portal is on the left, one form on the right. */
export function Gate({ organisation, children }: { organisation: string; children: ReactNode }) {
  return (
    <div className="min-h-dvh md:grid md:grid-cols-2">
      <header className="flex flex-col justify-between border-rule p-14 max-md:border-b max-md:px-gutter max-md:py-5 md:border-r md:bg-wash">
        <p className="font-strong tracking-tight">{organisation}</p>
        <p className="max-w-[20ch] font-serif text-display font-medium tracking-tight text-balance max-md:hidden">
          Every optimization is a record. Every claim carries its evidence.
        </p>
        <p className="text-small text-ink-muted max-md:hidden">Optimization Portal</p>
      </header>
      <main className="content-center p-14 max-md:px-gutter max-md:pt-8 max-md:pb-12 md:grid">
        <div className="w-full max-w-104">{children}</div>
      </main>
    </div>
  );
}
