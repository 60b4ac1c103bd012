import { isIP } from "node:net";

/**
 * Where a request comes from, for counting attempts. The last address of X-Forwarded-For is the one that the nearest
 * proxy saw (without a proxy, Next fills it in); those before it are the sender's own words. A network that hands out
 * IPv6 gives a home 2^64 addresses: they count as one.
 */
export function requestAddress(forwardedFor: string | null | undefined): string {
  const last = forwardedFor?.split(",").at(-1)?.trim() ?? "";
  const address = last.replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIP(address) === 4) return address;
  return isIP(address) === 6 ? `${groupsOf(address).slice(0, 4).join(":")}::/64` : "unknown";
}

function groupsOf(address: string): string[] {
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array.from({ length: zeros }, () => "0"), ...after].map((group) =>
    Number.parseInt(group, 16).toString(16),
  );
}
