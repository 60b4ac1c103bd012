import type { ReactNode } from "react";

type SectionHeadProps = {
  title: string;
  id?: string;
  /** Stands at the right: a remark or links. Under the title on phones. */
  aside?: ReactNode;
  /** 2 begins a section of a page; 3 names a block of facts beside it. */
  level?: 2 | 3;
};

/** Title of a section over an ink line, or the quieter one of a block of facts. */
export function SectionHead({ title, id, aside, level = 2 }: SectionHeadProps) {
  if (level === 3) {
    return (
      <h3 id={id} className="border-b border-rule-strong pb-1.5 text-small font-strong">
        {title}
      </h3>
    );
  }
  return (
    <div className="items-baseline justify-between gap-6 border-b border-rule-head pb-2.5 md:flex print:pb-1">
      <h2 id={id} className="font-serif text-title font-strong tracking-tight">
        {title}
      </h2>
      {aside && <div className="text-small text-ink-muted">{aside}</div>}
    </div>
  );
}
