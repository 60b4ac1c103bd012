import { createHash, randomBytes } from "node:crypto";

/**
 * next-auth's double-submit token: the cookie holds `token|SHA-256(token + secret)`, the form the token. The sign-in page
 * is handed a pair before it renders, so that its form works without a script and without a detour.
 */
export function newCsrfCookie(secret: string): string {
  const token = randomBytes(32).toString("hex");
  return `${token}|${signatureOf(token, secret)}`;
}

/** The token of a cookie that this portal made; null for any other. */
export function csrfTokenOf(cookie: string | undefined, secret: string): string | null {
  const [token, signature] = cookie?.split("|") ?? [];
  return token && signature === signatureOf(token, secret) ? token : null;
}

function signatureOf(token: string, secret: string): string {
  return createHash("sha256").update(`${token}${secret}`).digest("hex");
}
