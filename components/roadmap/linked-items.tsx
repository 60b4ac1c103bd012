import type { ReactNode } from "react";
import { SectionHead } from "#components/ui/section-head.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { quarterLabel } from "#lib/core/time.ts";
import { horizonNames } from "#lib/roadmap/model.ts";
import type { Item } from "#lib/roadmap/schema.ts";

type LinkedItemsProps = {
  items: Pick<Item, "number" | "title" | "horizon" | "quarter">[];
  /** The entry's number, for those who may put it on the roadmap. */
  addFor?: number;
  /** What stands at the end of an item's line: the way to untie it. */
  endOf?: (item: number) => ReactNode;
};

/** The roadmap items that answer an entry, or that a change delivers; and putting an entry on the roadmap. */
export function LinkedItems({ items, addFor, endOf }: LinkedItemsProps) {
  if (items.length === 0 && addFor === undefined) return null;
  return (
    <section className="mt-9">
      <SectionHead title="On the roadmap" level={3} />
      <ul className="mt-2 grid gap-2 text-small">
        {items.map((item) => (
          <li key={item.number} className="flex items-center justify-between gap-3">
            <span className="min-w-0">
              <TextLink href={`/roadmap/${item.number}`}>
                R-{item.number} {item.title}
              </TextLink>
              <span className="block text-ink-muted">
                {horizonNames[item.horizon]}, {item.quarter ? quarterLabel(item.quarter) : "no date"}
              </span>
            </span>
            {endOf?.(item.number)}
          </li>
        ))}
      </ul>
      {addFor !== undefined && (
        <p className="mt-2 text-small">
          <TextLink href={`/roadmap/new?feedback=${addFor}`} tone="accent">
            Put it on the roadmap
          </TextLink>
        </p>
      )}
    </section>
  );
}
