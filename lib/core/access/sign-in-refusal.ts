/**
 * Why somebody was not signed in. It travels as a short code, because next-auth puts it into an address that anybody
 * can read or write: a code carries no text, and says the same about an account that exists and one that does not.
 */
export type SignInRefusal =
  | { kind: "mismatch"; triesLeft: number }
  | { kind: "paused"; minutes: number }
  | { kind: "not-invited" }
  | { kind: "provider" }
  | { kind: "unavailable" };

export function codeOfRefusal(refusal: SignInRefusal): string {
  if (refusal.kind === "mismatch") return `mismatch-${refusal.triesLeft}`;
  if (refusal.kind === "paused") return `paused-${refusal.minutes}`;
  return refusal.kind;
}

/** Reads our own codes and next-auth's; null for no code. An unknown one is "unavailable". */
export function refusalOfCode(code: string | null | undefined): SignInRefusal | null {
  if (!code) return null;
  const [, kind, count] = /^(mismatch|paused)-(\d{1,3})$/.exec(code) ?? [];
  if (kind === "mismatch") return { kind, triesLeft: Number(count) };
  if (kind === "paused") return { kind, minutes: Number(count) };
  if (code === "not-invited" || code === "AccessDenied") return { kind: "not-invited" };
  if (code === "provider" || /^(OAuth|Callback)/.test(code)) return { kind: "provider" };
  return { kind: "unavailable" };
}

export function messageOfRefusal(refusal: SignInRefusal): string {
  switch (refusal.kind) {
    case "mismatch":
      return `E-mail and password do not match. ${tries(refusal.triesLeft)}`;
    case "paused":
      return `Too many tries. Wait ${minutes(refusal.minutes)}, then try again.`;
    case "not-invited":
      return "Nobody here has this account's verified e-mail address. Ask an administrator to invite it.";
    case "provider":
      return "Single sign-on did not work. Try again; if it stays so, tell an administrator.";
    case "unavailable":
      return "Signing in is not possible right now, and nobody is let in unchecked. Try again in a minute.";
  }
}

function tries(left: number): string {
  if (left === 0) return "This was the last try before a pause.";
  return `${left} ${left === 1 ? "try" : "tries"} left before a pause.`;
}

function minutes(count: number): string {
  return count === 1 ? "1 minute" : `${count} minutes`;
}
