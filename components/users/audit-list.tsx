import { Hash } from "#components/ui/hash.tsx";
import { Table } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import type { AuditListItem } from "#lib/core/audit/schema.ts";

type AuditListProps = {
  events: AuditListItem[];
  zone: string;
  /** The list with one part of its address set. */
  hrefOf: (change: Record<string, string>) => string;
};

/** What was written, the newest first; who, what and on which object each lead to more of the same. */
export function AuditList({ events, zone, hrefOf }: AuditListProps) {
  return (
    <Table caption="Audit log">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col" className="max-md:hidden">
            Who
          </th>
          <th scope="col" className="num max-md:hidden">
            When
          </th>
          <th scope="col" className="fit max-md:hidden">
            Row
          </th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr key={event.position}>
            <th scope="row">
              <TextLink
                tone="plain"
                href={hrefOf({ action: event.action })}
                className="inline-block min-h-6 font-medium"
              >
                {event.action}
              </TextLink>
              <span className="block text-small font-normal text-ink-muted">
                <TextLink
                  tone="plain"
                  href={hrefOf({ object: event.object, objectId: event.objectId })}
                  className="inline-block min-h-6 wrap-anywhere"
                >
                  {event.object} {event.objectId}
                </TextLink>
              </span>
              <span className="block text-small font-normal md:hidden">
                <Who event={event} hrefOf={hrefOf} />, <Timestamp at={event.at} zone={zone} />
              </span>
              <Written event={event} />
            </th>
            <td className="max-md:hidden">
              <Who event={event} hrefOf={hrefOf} />
            </td>
            <td className="num max-md:hidden">
              <Timestamp at={event.at} zone={zone} />
            </td>
            <td className="fit text-small text-ink-muted max-md:hidden">
              {event.link}
              {event.hash && (
                <span className="block">
                  <Hash value={event.hash} />
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Who({ event, hrefOf }: { event: AuditListItem; hrefOf: AuditListProps["hrefOf"] }) {
  const { id, kind, name } = event.actor;
  return (
    <TextLink tone="plain" href={hrefOf({ q: id ?? "portal" })} className="inline-block min-h-6">
      {name}
      {kind === "token" && <span className="text-ink-muted"> by token</span>}
    </TextLink>
  );
}

function Written({ event }: { event: AuditListItem }) {
  if (Object.keys(event.data).length === 0) return null;
  return (
    <details className="mt-1 text-small font-normal text-ink-soft">
      <summary>
        What was written
        <span className="sr-only">
          {" "}
          by {event.action} in row {event.link}
        </span>
      </summary>
      <pre className="mt-1 font-mono whitespace-pre-wrap wrap-anywhere">
        {JSON.stringify(event.data, null, 2)}
      </pre>
    </details>
  );
}
