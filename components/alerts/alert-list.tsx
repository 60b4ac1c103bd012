import { RowTitle } from "#components/ui/row-title.tsx";
import { Table } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import type { Alert } from "#lib/alerts/schema.ts";
import { capitalised } from "#lib/core/words.ts";

/** Alerts, the latest first; `about` tells what each concerns, where the page does not. */
export function AlertList({
  alerts,
  zone,
  about = false,
}: {
  alerts: Alert[];
  zone: string;
  about?: boolean;
}) {
  return (
    <Table caption="Alerts">
      <thead>
        <tr>
          <th scope="col">Alert</th>
          {about && (
            <th scope="col" className="max-md:hidden">
              About
            </th>
          )}
          <th scope="col">State</th>
          <th scope="col" className="num max-md:hidden">
            Since
          </th>
        </tr>
      </thead>
      <tbody>
        {alerts.map((alert) => (
          <tr key={alert.number}>
            <th scope="row">
              <Title alert={alert} />
              <span className="block text-small font-normal text-ink-muted md:hidden">
                Since <Timestamp at={alert.startsAt} zone={zone} />
              </span>
              {about && (
                <span className="block text-small font-normal md:hidden">
                  <About alert={alert} />
                </span>
              )}
            </th>
            {about && (
              <td className="max-md:hidden">
                <About alert={alert} />
              </td>
            )}
            <td className="fit">
              {alert.state === "firing" ? (
                <span className="font-medium text-danger">Firing</span>
              ) : (
                <span className="text-ink-muted">Resolved</span>
              )}
            </td>
            <td className="num max-md:hidden">
              <Timestamp at={alert.startsAt} zone={zone} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Title({ alert }: { alert: Alert }) {
  const more = capitalised([alert.severity, alert.description].filter(Boolean).join(": "));
  const href = alert.change ? `/changes/${alert.change}` : alert.url;
  if (href)
    return (
      <RowTitle href={href} title={alert.title}>
        {more || null}
      </RowTitle>
    );
  return (
    <>
      <span className="text-body font-medium wrap-anywhere">{alert.title}</span>
      {more && <span className="block text-small font-normal text-ink-muted wrap-anywhere">{more}</span>}
    </>
  );
}

function About({ alert }: { alert: Alert }) {
  if (alert.metric) return <TextLink href={`/metrics/${alert.metric}`}>{alert.metricName}</TextLink>;
  if (alert.system) return <TextLink href={`/systems/${alert.system}`}>{alert.systemName}</TextLink>;
  return <span className="text-ink-muted">Nothing known here</span>;
}
