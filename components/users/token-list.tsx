import { RowTable } from "#components/ui/row-table.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { ConfirmForm } from "#components/users/confirm-form.tsx";
import { revokeTokenAction } from "#lib/users/actions.ts";
import type { TokenRow } from "#lib/users/schema.ts";

type TokenListProps = { tokens: TokenRow[]; zone: string; now: Date; whose: "mine" | { name: string } };

/** What programs sign in with. Only the beginning of each token is known here. */
export function TokenList({ tokens, zone, now, whose }: TokenListProps) {
  if (tokens.length === 0) {
    return (
      <p className="mt-4 max-w-measure text-ink-soft">
        No tokens. A program needs one to use the API in {whose === "mine" ? "your" : `${whose.name}’s`} name.
      </p>
    );
  }
  return (
    <RowTable
      caption="Tokens"
      columns={["Name", "Begins with", "May", "Last used", "Expires"].map((title) => ({ title }))}
      rows={tokens.map((token) => ({
        key: token.id,
        cells: [
          token.name,
          <code key="prefix">{token.prefix}</code>,
          token.scopes.join(", "),
          token.lastUsedAt ? <Timestamp key="used" at={token.lastUsedAt} zone={zone} /> : "Never",
          expiry(token, zone, now),
        ],
        end: (
          <ConfirmForm
            label="Revoke"
            variant="quiet"
            title={`Revoke the token ${token.name}?`}
            description="Programs that use it are refused from now on. It cannot be brought back."
            confirmLabel={`Revoke ${token.name}`}
            action={revokeTokenAction}
            fields={{ tokenId: token.id }}
          />
        ),
      }))}
    />
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
