import { SectionHead } from "#components/ui/section-head.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { quarterLabel } from "#lib/core/time.ts";
import { horizonNames } from "#lib/roadmap/model.ts";
import type { Item } from "#lib/roadmap/schema.ts";

/** Beside a change: the roadmap items that it delivers. */
export function ChangeItems({ items }: { items: Item[] }) {
  if (items.length === 0) return null;
  return (
    <section className="mt-9">
      <SectionHead title="Roadmap" level={3} />
      <ul className="mt-2 grid gap-2 text-small">
        {items.map((item) => (
          <li key={item.number}>
            <TextLink href={`/roadmap/${item.number}`}>
              R-{item.number} {item.title}
            </TextLink>
            <span className="block text-ink-muted">
              {horizonNames[item.horizon]}, {item.quarter ? quarterLabel(item.quarter) : "no date"}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
