import { VerdictWord } from "#components/changes/verdict-word.tsx";
import { LinkNumberForm } from "#components/roadmap/link-number-form.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { RowTitle } from "#components/ui/row-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { Table } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { statusNames } from "#lib/changes/model.ts";
import { linkChangeAction, unlinkChangeAction } from "#lib/roadmap/actions.ts";
import { progressInWords } from "#lib/roadmap/progress.ts";
import type { Item, ItemDetail } from "#lib/roadmap/schema.ts";

type ItemProgressProps = { item: ItemDetail; mayEdit: boolean; mayRecord: boolean };

/** The changes that deliver an item with their verdicts, and how to link or record another one. */
export function ItemProgress({ item, mayEdit, mayRecord }: ItemProgressProps) {
  return (
    <Section title="Progress" id="progress" space="none" aside={progressInWords(item.changes)}>
      {item.changes.length === 0 ? (
        <p className="mt-4 text-ink-soft">No change delivers it yet.</p>
      ) : (
        <Table caption="Changes that deliver it">
          <thead className="max-md:sr-only">
            <tr>
              <th scope="col">Change</th>
              <th scope="col">Verdict</th>
              {mayEdit && (
                <th scope="col">
                  <span className="sr-only">Link</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {item.changes.map((change) => (
              <tr key={change.number} data-row>
                <th scope="row">
                  <RowTitle href={`/changes/${change.number}`} title={change.title}>
                    C-{change.number}
                  </RowTitle>
                </th>
                <td>
                  <Standing change={change} />
                </td>
                {mayEdit && (
                  <td className="fit">
                    <form action={unlinkChangeAction}>
                      <input type="hidden" name="number" value={item.number} />
                      <input type="hidden" name="change" value={change.number} />
                      <SubmitButton variant="quiet" aria-label={`Unlink C-${change.number}`}>
                        Unlink
                      </SubmitButton>
                    </form>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {mayEdit && (
        <LinkNumberForm
          action={linkChangeAction}
          item={item.number}
          name="change"
          noun="change"
          label="Link a recorded change"
          hint="Its number, like C-42"
        />
      )}
      {mayRecord && (
        <p className="mt-5">
          <LinkButton href={`/changes/new?roadmapItem=${item.number}`}>Record a change for it</LinkButton>
        </p>
      )}
    </Section>
  );
}

function Standing({ change: { status, outcome } }: { change: Item["changes"][number] }) {
  const withdrawn = status === "rolled-back" || status === "abandoned";
  return (
    <>
      {outcome !== "none" && <VerdictWord outcome={outcome} />}
      {outcome === "none" && status === "measuring" && <VerdictWord outcome="measuring" />}
      {outcome === "none" && status !== "measuring" && !withdrawn && (
        <span className="text-ink-muted">{statusNames[status]}, no verdict yet</span>
      )}
      {withdrawn && (
        <>
          {" "}
          <Tag>{statusNames[status]}</Tag>
        </>
      )}
    </>
  );
}
