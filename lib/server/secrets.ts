/**
 * Secrets that the portal itself must read again (a source's headers), encrypted at rest with AES-256-GCM. The key
 * follows from AUTH_SECRET; `about` ties a secret to its record, so that it opens nowhere else.
 */

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { AppError } from "#lib/core/errors.ts";
import { env } from "#lib/server/env.ts";

const version = "v1";
const algorithm = "aes-256-gcm";

export function sealSecret(text: string, about: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(algorithm, key(), nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return [version, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(
    ".",
  );
}

/** Throws UNAVAILABLE when AUTH_SECRET is no longer the one that sealed it, or when somebody changed it. */
export function openSecret(sealed: string, about: string): string {
  const [kind, ...parts] = sealed.split(".");
  const [nonce, tag, content] = parts.map((part) => Buffer.from(part, "base64url"));
  try {
    if (kind !== version || !nonce || !tag || !content) throw new Error("not of this form");
    const decipher = createDecipheriv(algorithm, key(), nonce, { authTagLength: 16 })
      .setAAD(Buffer.from(about))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(content), decipher.final()]).toString("utf8");
  } catch (error) {
    throw new AppError(
      "UNAVAILABLE",
      `The stored secrets of ${about} cannot be read with this portal's AUTH_SECRET. Enter them anew.`,
      { cause: error },
    );
  }
}

function key(): Buffer {
  return Buffer.from(hkdfSync("sha256", env.AUTH_SECRET, "", "optimization-portal secrets", 32));
}
