import { DocumentBlocks } from "#components/plan/document-blocks.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { Document } from "#lib/core/documents/document.ts";
import { listHref } from "#lib/core/list-address.ts";

type PlanPageProps = {
  document: Document;
  quarter: string | undefined;
  quarters: { key: string; label: string }[];
  mayWrite: boolean;
  mayReadIn: boolean;
};

/** The plan on the screen: the same document that is exported, with its contents beside it. */
export function PlanPage({ document, quarter, quarters, mayWrite, mayReadIn }: PlanPageProps) {
  const download = (format: string) =>
    `/api/v1/plan?${new URLSearchParams({ format, ...(quarter ? { quarter } : {}) })}`;
  return (
    <>
      <PageHeader
        title={document.title}
        actions={
          <Segments
            label="Period"
            segments={[
              { label: "Everything", href: "/plan", current: !quarter },
              ...quarters.map(({ key, label }) => ({
                label,
                href: listHref("/plan", {}, { quarter: key }),
                current: key === quarter,
              })),
            ]}
          />
        }
      />
      <section aria-label="Export" className="mt-4 flex flex-wrap items-center gap-3 print:hidden">
        <LinkButton href={download("docx")} variant="primary" download>
          Export DOCX
        </LinkButton>
        <LinkButton href={download("pdf")} download>
          Export PDF
        </LinkButton>
        <LinkButton href={download("html")} variant="quiet" download>
          HTML
        </LinkButton>
        <LinkButton href={download("md")} variant="quiet" download>
          Markdown
        </LinkButton>
        <LinkButton href={download("json")} variant="quiet" download>
          JSON
        </LinkButton>
        {mayReadIn && (
          <LinkButton href="/plan/read" variant="quiet">
            Read a plan in
          </LinkButton>
        )}
        <LinkButton href="/feedback/new?about=plan" variant="quiet">
          Say what is wrong with it
        </LinkButton>
      </section>
      <DocumentBlocks blocks={document.front} />
      <div className="mt-section gap-14 xl:grid xl:grid-cols-[12rem_minmax(0,1fr)]">
        <nav aria-label="Sections" className="text-small print:hidden max-xl:mb-section">
          <ol className="grid gap-1.5 xl:sticky xl:top-8">
            {document.sections.map(({ key, number, title }) => (
              <li key={key} className="grid grid-cols-[1.25rem_minmax(0,1fr)]">
                <span className="text-ink-muted">{number}</span>
                <a href={`#${key}`}>{title}</a>
              </li>
            ))}
          </ol>
        </nav>
        <div className="min-w-0">
          {document.sections.map(({ key, number, title, blocks }) => (
            <section key={key} id={key} aria-labelledby={`${key}-head`} className="mb-section">
              <div className="flex items-baseline justify-between gap-6 border-b border-rule-head pb-2.5">
                <h2 id={`${key}-head`} className="min-w-0 font-serif text-page font-strong tracking-tight">
                  <span className="mr-4 font-normal text-ink-muted">{number}</span>
                  {title}
                </h2>
                {mayWrite && (
                  <span className="text-small print:hidden">
                    <TextLink href={`/plan/${key}`}>
                      Write<span className="sr-only"> the text of {title}</span>
                    </TextLink>
                  </span>
                )}
              </div>
              <DocumentBlocks blocks={blocks} />
            </section>
          ))}
        </div>
      </div>
    </>
  );
}
