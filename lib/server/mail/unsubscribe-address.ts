import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "#lib/server/env.ts";

export type Unsubscribing = { userId: string; what: string };

/** An address that ends one kind of mail for one person. It is signed, so it needs no sign-in and no row. */
export function unsubscribeUrl(unsubscribing: Unsubscribing): string {
  return `${env.BASE_URL}/api/unsubscribe/${unsubscribeToken(unsubscribing)}`;
}

function unsubscribeToken({ userId, what }: Unsubscribing): string {
  const said = Buffer.from(JSON.stringify([userId, what])).toString("base64url");
  return `${said}.${signatureOf(said).toString("base64url")}`;
}

/** What a token of this portal says; null for anything else. */
export function readUnsubscribeToken(token: string): Unsubscribing | null {
  const [said = "", signature = ""] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const right = signatureOf(said);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const [userId, what] = JSON.parse(Buffer.from(said, "base64url").toString("utf8"));
  return { userId, what };
}

function signatureOf(said: string): Buffer {
  // Short enough for an address, long enough that nobody finds one.
  return createHmac("sha256", env.AUTH_SECRET).update(`unsubscribe:${said}`).digest().subarray(0, 20);
}
