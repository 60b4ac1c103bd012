import { expect, test } from "vitest";
import { isForbiddenAddress } from "./forbidden-address.ts";

const own = ["192.168.7.20", "fd00::20"];

test.each([
  "127.0.0.1",
  "127.200.3.4",
  "0.0.0.0",
  "169.254.169.254",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "fe80::1",
  "fe80::1%eth0",
  "ff02::1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "0:0:0:0:0:ffff:a9fe:a9fe",
  "64:ff9b::169.254.169.254",
  "192.168.7.20",
  "::ffff:192.168.7.20",
  "fd00::20",
  "not an address",
])("%s is forbidden", (address) => {
  expect(isForbiddenAddress(address, own)).toBe(true);
});

test.each([
  "10.0.0.5",
  "192.168.7.21",
  "172.16.0.1",
  "8.8.8.8",
  "fd00::21",
  "2001:db8::1",
  "::ffff:10.0.0.5",
])("%s is allowed", (address) => {
  expect(isForbiddenAddress(address, own)).toBe(false);
});
