import type { ReactNode } from "react";

export type Fact = { name: string; value: ReactNode };

/** Names and values with hairlines between; `pairs` sets two beside each other at a desk. */
export function Facts({ facts, pairs = false }: { facts: Fact[]; pairs?: boolean }) {
  return (
    <dl className="facts" data-pairs={pairs || undefined}>
      {facts.map((fact) => (
        <div key={fact.name}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
