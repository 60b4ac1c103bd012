import { CloseActionForm } from "#components/reviews/close-action-form.tsx";
import { Table } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { quarterLabel } from "#lib/core/time.ts";
import type { Action } from "#lib/reviews/schema.ts";

type ActionsProps = {
  actions: Action[];
  /** Whether this reader may say what came of one. */
  mayClose: boolean;
};

/** What is to be done because of a review, by whom and until when, and what came of it. */
export function ReviewActions({ actions, mayClose }: ActionsProps) {
  if (actions.length === 0) {
    return <p className="mt-3 text-small text-ink-muted">No actions. They come with decisions.</p>;
  }
  return (
    <Table caption="Actions">
      <thead>
        <tr>
          <th scope="col">Action</th>
          <th scope="col">Owner</th>
          <th scope="col">Due</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {actions.map((action) => (
          <tr key={action.id}>
            <th scope="row">
              <span className="text-body wrap-anywhere">{action.title}</span>
              <span className="block text-ink-muted">
                {action.change !== null && (
                  <>
                    From <TextLink href={`/changes/${action.change}`}>C-{action.change}</TextLink>,{" "}
                  </>
                )}
                asked by {action.by}
                {action.roadmapItem !== null && (
                  <>
                    , <TextLink href={`/roadmap/${action.roadmapItem}`}>on the roadmap</TextLink>
                  </>
                )}
              </span>
              {action.outcomeNote && <span className="block text-ink-soft">{action.outcomeNote}</span>}
            </th>
            <td>{action.owner ?? "Nobody"}</td>
            <td className="fit">{quarterLabel(action.dueQuarter)}</td>
            <td className="fit">
              {action.status === "open" && mayClose ? (
                <CloseActionForm id={action.id} title={action.title} />
              ) : (
                <Tag>{action.status === "open" ? "Open" : action.status === "done" ? "Done" : "Dropped"}</Tag>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
