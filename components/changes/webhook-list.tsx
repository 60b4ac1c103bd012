import { RowTitle } from "#components/ui/row-title.tsx";
import { Table } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import type { Webhook } from "#lib/changes/webhook-schema.ts";

const kindNames: Record<Webhook["kind"], string> = { github: "GitHub", changes: "Anything that can sign" };

export function WebhookList({ webhooks, zone }: { webhooks: Webhook[]; zone: string }) {
  return (
    <Table caption="Webhooks">
      <thead>
        <tr>
          <th scope="col">Webhook</th>
          <th scope="col" className="max-md:hidden">
            Sent by
          </th>
          <th scope="col">Last delivery</th>
        </tr>
      </thead>
      <tbody>
        {webhooks.map((webhook) => (
          <tr key={webhook.id} data-row>
            <th scope="row">
              <RowTitle href={`/settings/webhooks/${webhook.id}`} title={webhook.name}>
                {webhook.systemName ?? `${webhook.rules.length} rules`} {webhook.endedAt && <Tag>Ended</Tag>}
              </RowTitle>
            </th>
            <td className="max-md:hidden">{kindNames[webhook.kind]}</td>
            <td>
              {webhook.lastDelivery ? (
                <>
                  <Timestamp at={webhook.lastDelivery.at} zone={zone} />, {webhook.lastDelivery.outcome}
                </>
              ) : (
                "None yet"
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
