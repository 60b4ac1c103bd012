import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { type AuditVerification, verifyAuditSchema } from "#lib/core/audit/schema.ts";
import { type Anchor, verifyChain } from "#lib/core/audit/verify-chain.ts";
import { parse } from "#lib/core/parse.ts";
import { askPortal } from "#lib/server/audit/audit-filter.ts";
import { chainSource } from "#lib/server/audit/chain-source.ts";

/** Computes the chain of the whole audit log again. Damage is an answer here, not an error. */
export async function verifyAudit(actor: Actor, input: unknown = {}): Promise<AuditVerification> {
  authorize(actor, "audit.view");
  const { expect } = parse(verifyAuditSchema, input);
  const { count, hash, damage } = await verifyChain(
    await chainSource(askPortal),
    expect ? anchorOf(expect) : null,
  );
  return { whole: damage === null, count, hash, checkedAt: new Date().toISOString(), damage };
}

function anchorOf(text: string): Anchor {
  const [hash = "", count] = text.split(":");
  return { hash, count: count === undefined ? null : Number(count) };
}
