import type { ReactNode } from "react";

type GateHeadProps = {
  title: string;
  /** Over the title: "This link works once and ends at 09:42." */
  note?: ReactNode;
  children?: ReactNode;
};

/** Title of a page inside the Gate. */
export function GateHead({ title, note, children }: GateHeadProps) {
  return (
    <>
      {note && <p className="mb-1 text-small text-ink-muted">{note}</p>}
      <h1 className="font-serif text-page font-strong tracking-tight text-balance">{title}</h1>
      {children && <div className="mt-2 text-ink-soft">{children}</div>}
    </>
  );
}
