import { verdictColour } from "#components/changes/verdict-look.ts";
import { VerdictMark } from "#components/changes/verdict-mark.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { TextLink } from "#components/ui/text-link.tsx";
import { outcomeNames } from "#lib/core/outcome-words.ts";
import { verdictKey } from "#lib/reviews/agenda.ts";
import type { Review } from "#lib/reviews/schema.ts";

type AgendaProps = { agenda: Review["agenda"] };
type Section = Review["agenda"][number];

/** The agenda: what has something to say at length, and at the end what was looked for and not found, in one list. */
export function ReviewAgenda({ agenda: given }: AgendaProps) {
  // Its first part stands above the agenda, in large.
  const agenda = given.filter(({ key }) => key !== verdictKey);
  const full = agenda.filter((section) => section.lines.length > 0);
  const silent = agenda.filter((section) => section.lines.length === 0);
  return (
    <>
      <div className="grid gap-9">
        {full.map((section) => (
          <AgendaPart key={section.key} section={section} />
        ))}
      </div>
      {silent.length > 0 && (
        <section className="mt-9">
          <h3 className="border-b border-rule-strong pb-1.5 text-small font-strong">Nothing to discuss</h3>
          <ul className="mt-2 grid gap-1 text-small text-ink-muted">
            {silent.map((section) => (
              <li key={section.key}>{section.summary}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function AgendaPart({ section }: { section: Section }) {
  const hidden = section.count - section.lines.length;
  return (
    <section id={section.key}>
      <div className="items-baseline justify-between gap-4 border-b border-rule-strong pb-1.5 md:flex">
        <h3 className="text-small font-strong">{section.title}</h3>
        <p className="text-small text-ink-muted md:text-right">{section.summary}</p>
      </div>
      <ul>
        {section.lines.map((line) => (
          <AgendaLine key={line.text + line.detail} line={line} />
        ))}
      </ul>
      {hidden > 0 && (
        <p className="mt-2 text-small text-ink-muted">And {hidden.toLocaleString("en-GB")} more.</p>
      )}
    </section>
  );
}

function AgendaLine({ line }: { line: Section["lines"][number] }) {
  const { outcome } = line;
  return (
    <li
      className={classNames(
        "border-b border-rule py-2.5",
        outcome && "grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3",
      )}
    >
      {outcome && <VerdictMark outcome={outcome} className="mt-1" />}
      <div>
        <p className="text-pretty wrap-anywhere">
          {outcome && (
            <span className={classNames("sr-only", verdictColour[outcome])}>{outcomeNames[outcome]}: </span>
          )}
          {line.href ? (
            <TextLink tone="plain" href={line.href}>
              {line.text}
            </TextLink>
          ) : (
            line.text
          )}
        </p>
        {line.detail && <p className="text-small text-ink-muted wrap-anywhere">{line.detail}</p>}
      </div>
    </li>
  );
}
