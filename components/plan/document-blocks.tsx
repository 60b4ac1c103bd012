import { Fragment, type ReactNode } from "react";
import { verdictColour } from "#components/changes/verdict-look.ts";
import { VerdictMark } from "#components/changes/verdict-mark.tsx";
import { Figure } from "#components/charts/figure.tsx";
import { PlanTable } from "#components/plan/plan-table.tsx";
import { Runs } from "#components/plan/runs.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { type Block, type BlockMapping, mapBlock } from "#lib/core/documents/document.ts";

/** The blocks of a document on the screen. A kind that is forgotten here does not compile. */
export function DocumentBlocks({ blocks }: { blocks: Block[] }) {
  return blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a document's blocks never move
    <Fragment key={index}>{mapBlock(mapping, block)}</Fragment>
  ));
}

const mapping: BlockMapping<ReactNode> = {
  cover: (block) => (
    <div className="mt-6">
      <p className="text-ink-soft">{block.subtitle}</p>
      <p className="mt-3 max-w-measure font-serif text-finding font-medium text-balance">
        <Runs runs={block.sentence} />
      </p>
      <div className="mt-4 max-w-144">
        <Facts facts={block.facts.map(({ term, runs }) => ({ name: term, value: <Runs runs={runs} /> }))} />
      </div>
    </div>
  ),
  heading: ({ level, number, runs }) => {
    const Tag = level === 2 ? "h3" : level === 3 ? "h4" : "h5";
    return (
      <Tag className="mt-9 font-serif text-title font-strong tracking-tight">
        {number && <span className="mr-3 font-normal text-ink-muted">{number}</span>}
        <Runs runs={runs} />
      </Tag>
    );
  },
  paragraph: ({ runs }) => (
    <p className="mt-4 max-w-measure font-serif text-read text-pretty">
      <Runs runs={runs} />
    </p>
  ),
  list: ({ ordered, start, items }) => {
    const List = ordered ? "ol" : "ul";
    return (
      <List
        start={ordered ? start : undefined}
        className={`mt-4 max-w-measure pl-6 font-serif text-read ${ordered ? "list-decimal" : "list-disc"}`}
      >
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items of a document never move
          <li key={index}>
            <DocumentBlocks blocks={item} />
          </li>
        ))}
      </List>
    );
  },
  table: (block) => <PlanTable block={block} />,
  figure: ({ number, chart }) => (
    <div className="mt-8">
      <Figure chart={chart} aside={number && `Figure ${number}.`} />
    </div>
  ),
  finding: ({ mark, word, basis, sentence, notes }) => (
    <div className="mt-6 grid max-w-measure grid-cols-[1rem_minmax(0,1fr)] gap-x-3">
      <VerdictMark outcome={mark} className="mt-1.5" />
      <div>
        <p className="font-serif text-read font-strong text-pretty">
          <Runs runs={sentence} />
        </p>
        <p className="mt-0.5 text-small text-ink-soft">
          <b className={verdictColour[mark]}>{word}</b>, {basis}
        </p>
        {notes.map((note, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: notes of a document never move
          <p key={index} className="mt-1 text-small text-ink-soft">
            <Runs runs={note} />
          </p>
        ))}
      </div>
    </div>
  ),
  callout: ({ tone, title, blocks }) => (
    <div className="mt-6">
      <Callout tone={tone} title={title}>
        <div>
          <DocumentBlocks blocks={blocks} />
        </div>
      </Callout>
    </div>
  ),
  facts: ({ items }) => (
    <div className="mt-4 max-w-144">
      <Facts facts={items.map(({ term, runs }) => ({ name: term, value: <Runs runs={runs} /> }))} />
    </div>
  ),
  key: ({ items }) => (
    <ul className="mt-6 flex flex-wrap gap-x-6 gap-y-2 text-small text-ink-soft">
      {items.map(({ mark, text }) => (
        <li key={mark} className="flex items-center gap-2">
          <VerdictMark outcome={mark} />
          {text}
        </li>
      ))}
    </ul>
  ),
  quote: ({ blocks }) => (
    <blockquote className="mt-4 border-l-3 border-rule-strong pl-4">
      <DocumentBlocks blocks={blocks} />
    </blockquote>
  ),
  code: ({ text }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long line is scrolled with the keyboard
    <pre tabIndex={0} className="mt-4 overflow-x-auto bg-wash p-3 font-mono text-small">
      {text}
    </pre>
  ),
  rule: () => <hr className="mt-6 border-rule" />,
  seal: ({ value, words }) => (
    <p className="mt-4 text-small text-ink-muted">
      {words} <code className="wrap-anywhere">{value}</code>
    </p>
  ),
};
