import { BlockList, isIP } from "node:net";

/**
 * Addresses that a source must not lead to, unless an admin says so: this machine's own, loopback, link-local (where
 * clouds keep their credentials), multicast, and those that mean "here". Private networks are where sources live.
 */
export function isForbiddenAddress(address: string, own: string[]): boolean {
  const plain = unmapped(address);
  const family = isIP(plain);
  if (family === 0) return true;
  if (own.map(unmapped).includes(plain)) return true;
  return forbidden.check(plain, family === 6 ? "ipv6" : "ipv4");
}

const forbidden = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["224.0.0.0", 3],
] as const) {
  forbidden.addSubnet(network, bits, "ipv4");
}
for (const [network, bits] of [
  ["::", 128],
  ["::1", 128],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  forbidden.addSubnet(network, bits, "ipv6");
}

/** ::ffff:127.0.0.1 and 64:ff9b::7f00:1 are 127.0.0.1, and an address may carry its zone. */
function unmapped(address: string): string {
  const bare = address.toLowerCase().replace(/%.*$/, "");
  if (isIP(bare) !== 6) return bare;
  const words = wordsOf(bare);
  const prefix = words.slice(0, 6).join(":");
  const embedded = prefix === "0:0:0:0:0:ffff" || prefix === "64:ff9b:0:0:0:0";
  const [high = 0, low = 0] = words.slice(6).map((word) => Number.parseInt(word, 16));
  if (!embedded) return bare;
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** The eight words of an IPv6 address, written out. */
function wordsOf(address: string): string[] {
  const dotted = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const hex = dotted
    ? address.slice(0, dotted.index) +
      [
        (Number(dotted[1]) * 256 + Number(dotted[2])).toString(16),
        (Number(dotted[3]) * 256 + Number(dotted[4])).toString(16),
      ].join(":")
    : address;
  const [head = "", tail] = hex.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  return [...left, ...zeros, ...right].map((word) => Number.parseInt(word, 16).toString(16));
}
