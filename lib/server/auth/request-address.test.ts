import { expect, test } from "vitest";
import { requestAddress } from "#lib/server/auth/request-address.ts";

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["10.9.8.7, 203.0.113.7", "203.0.113.7"],
  ["::ffff:127.0.0.1", "127.0.0.1"],
  ["2001:db8:0:12::a", "2001:db8:0:12::/64"],
  ["2001:0DB8:0000:0012:ffff:1:2:3", "2001:db8:0:12::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["not an address", "unknown"],
  ["", "unknown"],
  [null, "unknown"],
])("%j counts as %j", (forwardedFor, address) => expect(requestAddress(forwardedFor)).toBe(address));
