import { expect, test } from "vitest";
import { contentSecurityPolicy } from "#lib/server/auth/page-headers.ts";

const policy = (about: Partial<Parameters<typeof contentSecurityPolicy>[0]> = {}) =>
  contentSecurityPolicy({ nonce: "bm9uY2U", development: false, secure: false, ...about });

test("in production nothing inline runs without the nonce, and nothing comes from elsewhere", () => {
  expect(policy()).not.toMatch(/unsafe|https?:|\*/);
  expect(policy()).toContain("script-src 'self' 'nonce-bm9uY2U' 'strict-dynamic';");
  expect(policy()).toContain("frame-ancestors 'none'");
});

test("the sign-in form may lead to the provider, and to nothing else", () => {
  expect(policy({ issuer: "https://id.example.org/realms/a" })).toContain(
    "form-action 'self' https://id.example.org;",
  );
  expect(policy({ issuer: "not an address" })).toContain("form-action 'self';");
});

test("behind https every request is sent there", () => {
  expect(policy({ secure: true })).toContain("upgrade-insecure-requests");
  expect(policy()).not.toContain("upgrade-insecure-requests");
});
