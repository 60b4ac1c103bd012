import { RowTable } from "#components/ui/row-table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { ConfirmForm } from "#components/users/confirm-form.tsx";
import { RowForm } from "#components/users/row-form.tsx";
import { endAllSessionsAction, endSessionAction } from "#lib/users/actions.ts";
import type { SessionRow } from "#lib/users/schema.ts";

type SessionListProps = {
  sessions: SessionRow[];
  zone: string;
  /** Whose: an admin sees those of others. */
  userId: string;
  whose: "mine" | { name: string };
};

/** Browsers in which somebody is signed in; each can be ended, or all at once. */
export function SessionList({ sessions, zone, userId, whose }: SessionListProps) {
  const others = sessions.filter((session) => !session.current);
  if (sessions.length === 0) return <p className="mt-4 text-ink-soft">Signed in nowhere.</p>;
  return (
    <>
      <RowTable
        caption="Sessions"
        columns={[{ title: "Browser" }, { title: "Signed in" }, { title: "Last seen" }]}
        rows={sessions.map((session) => ({
          key: session.id,
          cells: [
            <span key="browser">
              {session.browser} {session.current && <Tag>This one</Tag>}
            </span>,
            <Timestamp key="begun" at={session.createdAt} zone={zone} />,
            <Timestamp key="seen" at={session.lastSeenAt} zone={zone} />,
          ],
          end: !session.current && (
            <RowForm
              action={endSessionAction}
              fields={{ sessionId: session.id }}
              label="End"
              accessibleLabel={`End the session in ${session.browser}`}
            />
          ),
        }))}
      />
      {others.length > 0 && (
        <div className="mt-4">
          <ConfirmForm
            label={whose === "mine" ? "Sign out everywhere else" : `Sign ${whose.name} out everywhere`}
            title={whose === "mine" ? "Sign out everywhere else?" : `Sign ${whose.name} out everywhere?`}
            description="Each of these browsers is signed out at its next request. Tokens go on working."
            confirmLabel={others.length === 1 ? "End 1 session" : `End ${others.length} sessions`}
            action={endAllSessionsAction}
            fields={{ userId }}
          />
        </div>
      )}
    </>
  );
}
