import { expect, test } from "vitest";
import { setEnvironment } from "#lib/server/env.ts";
import { openSecret, sealSecret } from "#lib/server/secrets.ts";

const first = "a secret for tests only, long enough";

test("a secret opens for its own record and key alone, and no two sealings look alike", () => {
  setEnvironment({ AUTH_SECRET: first });
  const sealed = sealSecret("Bearer abc", "source prod");
  expect(openSecret(sealed, "source prod")).toBe("Bearer abc");
  expect(sealed).not.toContain("abc");
  expect(sealSecret("Bearer abc", "source prod")).not.toBe(sealed);
  expect(() => openSecret(sealed, "source other")).toThrow("Enter them anew");
  setEnvironment({ AUTH_SECRET: "another secret for tests, long enough too" });
  expect(() => openSecret(sealed, "source prod")).toThrow("AUTH_SECRET");
});

test.each([[""], ["v1"], ["v1.a.b.c"], ["v2.AAAA.AAAA.AAAA"]])(
  "what is not sealed is refused: %j",
  (text) => {
    setEnvironment({ AUTH_SECRET: first });
    expect(() => openSecret(text, "source prod")).toThrow("Enter them anew");
  },
);

test("a changed secret is refused, whichever byte it is", () => {
  setEnvironment({ AUTH_SECRET: first });
  const sealed = sealSecret("Bearer abc", "source prod");
  for (let place = 3; place < sealed.length; place++) {
    const other = sealed[place] === "A" ? "B" : "A";
    if (sealed[place] === ".") continue;
    const changed = sealed.slice(0, place) + other + sealed.slice(place + 1);
    // The last digit of a part may carry bits that count for nothing.
    const same = changed
      .split(".")
      .every((part, index) =>
        Buffer.from(part, "base64url").equals(Buffer.from(sealed.split(".")[index] ?? "", "base64url")),
      );
    if (!same) expect(() => openSecret(changed, "source prod")).toThrow();
  }
});
