import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "#lib/server/env.ts";

const mark = "mail";

/**
 * The secret of a one-time link that goes out by mail. It follows from the link's id and the portal's own secret, so that
 * every try of the mail carries the same one, and neither the database nor the queue ever holds it.
 */
export function mailedLinkToken(linkId: string): string {
  return `${mark}.${linkId}.${signatureOf(linkId).toString("base64url")}`;
}

/** Which link a mailed secret opens; null for anything that this portal did not sign. */
export function readMailedLink(token: string): string | null {
  const [kind, linkId = "", signature = ""] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const right = signatureOf(linkId);
  const whole = kind === mark && given.length === right.length && timingSafeEqual(given, right);
  return whole ? linkId : null;
}

function signatureOf(linkId: string): Buffer {
  return createHmac("sha256", env.AUTH_SECRET).update(`one-time-link:${linkId}`).digest();
}
