import { createHmac, timingSafeEqual } from "node:crypto";

/** How far the time in a signature may be from ours, either way. */
const toleranceSeconds = 5 * 60;

/** GitHub's way: X-Hub-Signature-256 is "sha256=" and the HMAC of the raw body. */
export function hubSignature(secret: string, body: Uint8Array): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

export function isHubSignature(header: string | null, secret: string, body: Uint8Array): boolean {
  return header !== null && isSame(header, hubSignature(secret, body));
}

/** The way with a time: X-Signature is "t=<Unix seconds>,v1=<HMAC of t.body>". */
export function timedSignature(secret: string, seconds: number, body: Uint8Array): string {
  return `t=${seconds},v1=${timedHmac(secret, String(seconds), body)}`;
}

/** A sender between two secrets may sign with both: any v1 will do. One that is older than five minutes never does. */
export function isTimedSignature(
  header: string | null,
  secret: string,
  body: Uint8Array,
  now: Date,
): boolean {
  const parts = (header ?? "").split(",", maxParts).map((part) => part.trim());
  const [at, ...more] = parts.filter((part) => part.startsWith("t=")).map((part) => part.slice(2));
  if (at === undefined || more.length > 0 || !/^\d{1,12}$/.test(at)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(at)) > toleranceSeconds) return false;
  const expected = timedHmac(secret, at, body);
  const given = parts.filter((part) => part.startsWith("v1=")).map((part) => part.slice(3));
  return given.map((one) => isSame(one, expected)).includes(true);
}

const maxParts = 8;

function timedHmac(secret: string, at: string, body: Uint8Array): string {
  return createHmac("sha256", secret).update(`${at}.`).update(body).digest("hex");
}

/** In constant time: how long it takes says nothing about how much of a guess was right. */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
