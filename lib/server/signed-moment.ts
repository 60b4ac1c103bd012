import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "#lib/server/env.ts";

/** A moment that a form carries and gives back: nobody else can have written it. */
export function signMoment(purpose: string, at: Date): string {
  const text = String(at.getTime());
  return `${text}.${signature(purpose, text)}`;
}

/** Null for what was not signed here for this purpose. */
export function signedMoment(purpose: string, signed: string | undefined): Date | null {
  const [, text = "", given = ""] = /^(\d{1,15})\.([A-Za-z0-9_-]{43})$/.exec(signed ?? "") ?? [];
  if (text === "") return null;
  const expected = signature(purpose, text);
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected)) ? new Date(Number(text)) : null;
}

function signature(purpose: string, text: string): string {
  return createHmac("sha256", env.AUTH_SECRET).update(`${purpose}:${text}`).digest("base64url");
}
