import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** argon2id with the library's parameters, which are OWASP's (19 MiB, 2 passes). Text is compared as NFKC. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"));
}

/**
 * Whether the password fits the hash. Without a hash (no such account, no password, disabled) it takes the same time
 * and says no, so that the answer's timing tells nothing about who exists.
 */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  const fits = await verify(passwordHash ?? (await unmatchable()), password.normalize("NFKC"));
  return fits && passwordHash !== null;
}

let decoy: Promise<string> | null = null;

function unmatchable(): Promise<string> {
  decoy ??= hash(randomBytes(32));
  return decoy;
}
