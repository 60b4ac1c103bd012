import { createHash, randomBytes } from "node:crypto";

/** 256 random bits as text, and the hash that is kept in its place: a slow hash would add nothing to that much chance. */
export function newSecret(prefix = ""): { secret: string; hash: string } {
  const secret = `${prefix}${randomBytes(32).toString("base64url")}`;
  return { secret, hash: hashOf(secret) };
}

export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
