import type { ReactNode } from "react";

type SectionHeadProps = {
  title: string;
  id?: string;
  /** Stands at the right: a remark or links. Under the title on phones. */
  aside?: ReactNode;
  level?: 2 | 3;
};

/** Title of a section over an ink line. */
export function SectionHead({ title, id, aside, level = 2 }: SectionHeadProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="items-baseline justify-between gap-6 border-b border-rule-head pb-2.5 md:flex print:pb-1">
      <Heading id={id} className="font-serif text-title font-strong tracking-tight">
        {title}
      </Heading>
      {aside && <div className="text-small text-ink-muted">{aside}</div>}
    </div>
  );
}
