import { Fragment } from "react";
import { Table } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import type { Delivery } from "#lib/changes/webhook-schema.ts";

const outcomeNames: Record<Delivery["outcome"], string> = {
  recorded: "Recorded",
  updated: "Updated",
  ignored: "Ignored",
  refused: "Refused",
};

/** What came in, the latest first, and what came of it. */
export function DeliveryLog({ deliveries, zone }: { deliveries: Delivery[]; zone: string }) {
  if (deliveries.length === 0) return <p className="mt-4 text-ink-soft">Nothing has come in yet.</p>;
  return (
    <Table caption="Deliveries" phone="list">
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            Received
          </th>
          <th scope="col" role="columnheader">
            Event
          </th>
          <th scope="col" role="columnheader">
            What came of it
          </th>
          <th scope="col" role="columnheader">
            Changes
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {deliveries.map((delivery) => (
          <tr key={delivery.id} role="row">
            <th scope="row" role="rowheader">
              <Timestamp at={delivery.receivedAt} zone={zone} />
            </th>
            <td role="cell" data-label="Event">
              {delivery.event}
              <span className="block font-mono text-micro text-ink-muted wrap-anywhere">
                {delivery.deliveryId}
              </span>
            </td>
            <td role="cell" data-label="What came of it" className="wrap-anywhere">
              <b className="font-strong">{outcomeNames[delivery.outcome]}.</b> {delivery.detail}
            </td>
            <td role="cell" data-label="Changes">
              {delivery.changes.length === 0 && "None"}
              {delivery.changes.map((number, index) => (
                <Fragment key={number}>
                  {index > 0 && ", "}
                  <TextLink href={`/changes/${number}`}>C-{number}</TextLink>
                </Fragment>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
