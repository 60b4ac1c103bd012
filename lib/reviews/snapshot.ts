import { canonicalJson } from "#lib/core/canonical-json.ts";
import { sha256 } from "#lib/core/statistics/sha256.ts";
import type { ReviewContent } from "#lib/reviews/review-content.ts";

/**
 * The seal of a review: one canonical JSON text of what was signed, by whom, and where the audit log stood, and the
 * SHA-256 of its bytes. It is evident when somebody tampered with it; nothing here claims that nobody can.
 */

const snapshotFormat = "optimization-portal/review-snapshot/1";

export type SealedSignature = { name: string; role: string; proof: string; signedAt: string };

export type Snapshot = {
  format: typeof snapshotFormat;
  content: ReviewContent;
  contentSha256: string;
  signatures: SealedSignature[];
  /** The position in the audit log of the signature that sealed it: everything up to there had happened. */
  audit: { position: number };
  sealedAt: string;
};

export type Seal = { json: string; sha256: string };

export function sealOf(parts: Omit<Snapshot, "format" | "contentSha256">): Seal {
  const snapshot: Snapshot = {
    format: snapshotFormat,
    ...parts,
    contentSha256: sha256(canonicalJson(parts.content)),
  };
  const json = canonicalJson(snapshot);
  return { json, sha256: sha256(json) };
}

/** Only `sealOf` makes the text, and triggers keep it as made. */
export function readSnapshot(json: string): Snapshot {
  return JSON.parse(json) as Snapshot;
}

export type Check = { what: string; holds: boolean; found: string };

/** What the database holds beside the snapshot, to be held against it. */
export type Witnesses = {
  quarter: string;
  version: number;
  /** Under what each person signed. */
  signatures: { name: string; contentSha256: string }[];
  /** What the audit log says at the snapshot's position, and which hash it noted when the seal was made. */
  audit: { action: string | null; sealedHash: string | null };
};

/** Recomputes everything about a seal. It is whole when every check holds. */
export function checkSeal(seal: Seal, witnesses: Witnesses | null): Check[] {
  const own = checkText(seal);
  const snapshot = parsed(seal.json);
  if (!snapshot || !witnesses) return own;
  const signed = witnesses.signatures.filter((one) => one.contentSha256 === snapshot.contentSha256);
  const names = snapshot.signatures.map((signature) => signature.name);
  return [
    ...own,
    check(
      "It is the snapshot of this review",
      snapshot.content.quarter === witnesses.quarter && snapshot.content.version === witnesses.version,
      `${snapshot.content.quarter}, version ${snapshot.content.version}`,
    ),
    check(
      "Each signature is kept under the same content",
      names.length > 0 && names.every((name) => signed.some((one) => one.name === name)),
      names.join(", ") || "no signature",
    ),
    check(
      "The audit log has the last signature at the sealed position",
      witnesses.audit.action === "review.sign",
      `position ${snapshot.audit.position}: ${witnesses.audit.action ?? "nothing"}`,
    ),
    check(
      "The audit log noted the same hash when the seal was made",
      witnesses.audit.sealedHash === seal.sha256,
      witnesses.audit.sealedHash ?? "no hash noted",
    ),
  ];
}

function checkText({ json, sha256: stated }: Seal): Check[] {
  const computed = sha256(json);
  const snapshot = parsed(json);
  const content = snapshot && sha256(canonicalJson(snapshot.content));
  return [
    check("The SHA-256 of the snapshot is the one stated", computed === stated, computed),
    check(
      "The snapshot is in canonical form",
      snapshot !== null && canonicalJson(snapshot) === json,
      `${new TextEncoder().encode(json).length.toLocaleString("en")} bytes`,
    ),
    check(
      "The SHA-256 of what was signed is the one in the snapshot",
      snapshot !== null && content === snapshot.contentSha256,
      content ?? "unreadable",
    ),
  ];
}

function check(what: string, holds: boolean, found: string): Check {
  return { what, holds, found };
}

function parsed(json: string): Snapshot | null {
  try {
    const snapshot = readSnapshot(json);
    const whole =
      snapshot.format === snapshotFormat &&
      typeof snapshot.content?.quarter === "string" &&
      Array.isArray(snapshot.signatures) &&
      typeof snapshot.audit?.position === "number";
    return whole ? snapshot : null;
  } catch {
    return null;
  }
}
