import { Table } from "#components/ui/table.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { ConfirmForm } from "#components/users/confirm-form.tsx";
import { revokeTokenAction } from "#lib/users/actions.ts";
import type { TokenRow } from "#lib/users/schema.ts";

type TokenListProps = { tokens: TokenRow[]; zone: string; now: Date };

/** What programs sign in with. Only the beginning of each token is known here. */
export function TokenList({ tokens, zone, now }: TokenListProps) {
  if (tokens.length === 0) {
    return (
      <p className="mt-4 max-w-measure text-ink-soft">
        No tokens. A program needs one to use the API in your name.
      </p>
    );
  }
  return (
    <Table caption="Tokens">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Begins with</th>
          <th scope="col">May</th>
          <th scope="col">Last used</th>
          <th scope="col">Expires</th>
          <th scope="col" className="fit">
            <span className="sr-only">Action</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr key={token.id}>
            <th scope="row" className="wrap-anywhere">
              {token.name}
            </th>
            <td>
              <code>{token.prefix}</code>
            </td>
            <td>{token.scopes.join(", ")}</td>
            <td>{token.lastUsedAt ? <Timestamp at={token.lastUsedAt} zone={zone} /> : "Never"}</td>
            <td>{expiry(token, zone, now)}</td>
            <td className="fit">
              <ConfirmForm
                label="Revoke"
                variant="quiet"
                title={`Revoke the token ${token.name}?`}
                description="Programs that use it are refused from now on. It cannot be brought back."
                confirmLabel={`Revoke ${token.name}`}
                action={revokeTokenAction}
                fields={{ tokenId: token.id }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function expiry(token: TokenRow, zone: string, now: Date) {
  if (!token.expiresAt) return "Never";
  const expired = Date.parse(token.expiresAt) <= now.getTime();
  return (
    <>
      {expired && "Expired "}
      <Timestamp at={token.expiresAt} zone={zone} only="day" />
    </>
  );
}
